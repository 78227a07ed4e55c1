import { useCallback } from "react";
import type { ReportLine } from "@/api/types";
import { useFormats } from "@/formats/useFormats";

type Key = ReportLine["key"];

/** How the value of a line is written: its key says its unit. */
export function useLineValue(): (key: Key, value: number | null) => string {
  const { units, seconds, rate, price, decimal } = useFormats();
  return useCallback(
    (key, value) => {
      if (value === null) return units(null);
      if (key === "save_seconds" || key === "response_seconds") return seconds(value);
      if (key === "dollars_spent" || key === "dollars_saved") return price(value);
      if (key === "times_as_fast") return `${decimal(value)} ×`;
      return key.endsWith("_percent") ? rate(value) : units(value);
    },
    [units, seconds, rate, price, decimal],
  );
}
