import type { ReactNode } from "react";

/** How every chart looks, light and dark. */
export const AXIS = { stroke: "var(--line)", tick: { fill: "var(--mute)", fontSize: 11 } };
export const TOOLTIP = {
  contentStyle: {
    background: "var(--card)",
    border: "1px solid var(--line)",
    borderRadius: 10,
    color: "var(--ink)",
  },
  itemStyle: { color: "var(--ink)" },
  cursor: { fill: "var(--sunken)" },
};

export const LEGEND = {
  wrapperStyle: { fontSize: 12 },
  formatter: (text: ReactNode) => <span className="text-ink">{text}</span>,
};
