import { useQuery } from "@tanstack/react-query";
import type { Day } from "@/api/types";
import { type DayKey, useDay } from "@/features/day";
import { versionQuery } from "@/features/history";
import { useNoVersionInAddress } from "@/features/selection";

interface ShownDay {
  /** What is on the screen: the day as it is now, or an earlier version of it. */
  shown: Day | undefined;
  newest: Day | undefined;
  /** The earlier version that is shown, or null. */
  version: number | null;
  error: Error | null;
  refetch: () => void;
}

/** The day as it is now, or an earlier saved version of it where one is asked for. */
export function useShownDay(key: DayKey, asked: number | null): ShownDay {
  const day = useDay(key);
  const newest = day.data;
  const isNewest = newest?.mode === "historical" && newest.session?.record_version === asked;
  useNoVersionInAddress(isNewest);
  const version = isNewest ? null : asked;
  const earlier = useQuery({ ...versionQuery(key, version ?? 0), enabled: version !== null });
  const seen = version === null ? day : earlier;
  return {
    shown: seen.data,
    newest,
    version,
    error: seen.error,
    refetch: () => void seen.refetch(),
  };
}
