import { useCallback, useState } from "react";

export const PERIODS = ["24h", "7d", "4w"] as const;

export type Period = (typeof PERIODS)[number];

/** How far back the report goes, as the address says: a link or a reload shows the same. */
export function usePeriod(): [Period, (period: Period) => void] {
  const [period, setPeriod] = useState(periodInAddress);
  const choose = useCallback((chosen: Period) => {
    window.history.replaceState(null, "", `?since=${chosen}`);
    setPeriod(chosen);
  }, []);
  return [period, choose];
}

function periodInAddress(): Period {
  const wanted = new URLSearchParams(window.location.search).get("since");
  return PERIODS.find((period) => period === wanted) ?? "7d";
}
