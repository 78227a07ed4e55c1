import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { SessionVersion } from "@/api/types";
import { Modal } from "@/components/Modal";
import type { DayKey } from "@/features/day";
import { useTranslation } from "@/formats/useTranslation";
import { AuditTrail } from "./AuditTrail";
import { Awaited } from "./Awaited";
import { Comparison, type Pair } from "./Comparison";
import { versionsQuery } from "./queries";
import { VersionList } from "./VersionList";

const PARTS = ["versions", "compare", "audit"] as const;
type Part = (typeof PARTS)[number];

interface Props {
  day: DayKey;
  /** The version that the page shows; null while the day is live. */
  shown: number | null;
  onClose: () => void;
  onOpen: (version: number) => void;
}

/** Everything that was ever saved of the day: its versions, any two compared, and the trail. */
export function HistoryDialog({ day, shown, onClose, onOpen }: Props) {
  const { t } = useTranslation("history");
  const [part, setPart] = useState<Part>("versions");
  const [chosen, setChosen] = useState<Pair | null>(null);
  const versions = useQuery(versionsQuery(day));
  return (
    <Modal size="wide" title={t("title")} onClose={onClose}>
      <nav aria-label={t("parts")} className="mb-4 flex rounded-xl bg-sunken p-1 md:w-max">
        {PARTS.map((one) => (
          <button
            key={one}
            type="button"
            aria-current={one === part || undefined}
            onClick={() => setPart(one)}
            className="min-h-11 flex-auto whitespace-nowrap rounded-lg px-2 font-semibold text-mute aria-current:bg-card aria-current:text-ink aria-current:shadow-sm md:min-h-9 md:px-4"
          >
            {t(`part.${one}`)}
          </button>
        ))}
      </nav>
      {part === "audit" ? (
        <AuditTrail day={day} />
      ) : (
        <Awaited query={versions}>
          {(found) =>
            part === "versions" ? (
              <VersionList
                versions={found}
                shown={shown}
                onOpen={onOpen}
                onCompare={(version) => {
                  setChosen({ before: versionBefore(found, version), after: version });
                  setPart("compare");
                }}
              />
            ) : (
              <Comparison
                day={day}
                versions={found}
                pair={chosen ?? lastTwo(found)}
                onPair={setChosen}
              />
            )
          }
        </Awaited>
      )}
    </Modal>
  );
}

/** The version that was the newest when this one was saved. */
function versionBefore(versions: readonly SessionVersion[], version: number): number {
  return versions.find((one) => one.record_version < version)?.record_version ?? version;
}

function lastTwo(versions: readonly SessionVersion[]): Pair {
  const after = versions[0]?.record_version ?? 0;
  return { before: versionBefore(versions, after), after };
}
