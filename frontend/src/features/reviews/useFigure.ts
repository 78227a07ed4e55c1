import { useCallback } from "react";
import type { ReviewEvidence } from "@/api/types";
import { useFormats } from "@/formats/useFormats";

/** Writes a figure of the evidence in the reader's way: with its per cent sign, grouped, rounded. */
export function useFigure(): (evidence: Pick<ReviewEvidence, "unit" | "value">) => string {
  const { rate, score, decimal } = useFormats();
  return useCallback(
    ({ unit, value }) => {
      if (unit === "percent") return rate(value);
      return unit === "score" ? score(value) : decimal(value);
    },
    [rate, score, decimal],
  );
}
