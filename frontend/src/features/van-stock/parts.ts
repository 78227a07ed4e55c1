import type { Fill } from "@/components/Bar";
import type { Shares } from "./stock";

interface Part {
  part: keyof Shares;
  fill: Fill;
  swatch: string;
}

/** The parts of a stock bar in drawing order; spare is the empty end of the bar. */
export const PARTS: readonly Part[] = [
  { part: "sold", fill: "brand", swatch: "bg-brand" },
  { part: "above", fill: "red", swatch: "bg-red-fill" },
  { part: "reserved", fill: "grey", swatch: "bg-edge" },
  { part: "promised", fill: "promised", swatch: "bg-promised" },
  { part: "unallocated", fill: "amber", swatch: "bg-amber-fill" },
];

/** Everything a legend names: the parts, and the empty end. */
export const LEGEND: readonly { part: keyof Shares; swatch: string }[] = [
  ...PARTS,
  { part: "spare", swatch: "bg-sunken border border-edge" },
];
