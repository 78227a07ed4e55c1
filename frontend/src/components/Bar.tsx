const FILLS = {
  brand: "bg-brand",
  promised: "bg-promised",
  amber: "bg-amber-fill",
  red: "bg-red-fill",
  grey: "bg-edge",
} as const;

export type Fill = keyof typeof FILLS;

interface Part {
  fill: Fill;
  share: number;
}

/** A bar of parts, each a share (0-1) of the whole width. Say the figures in text beside it. */
export function Bar({ parts, className = "h-1.5" }: { parts: Part[]; className?: string }) {
  return (
    <span
      aria-hidden="true"
      className={`flex w-full overflow-hidden rounded-full bg-sunken ${className}`}
    >
      {parts.map(({ fill, share }) => (
        <span
          key={fill}
          className={`block h-full ${FILLS[fill]}`}
          style={{ width: `${Math.min(1, Math.max(0, share)) * 100}%` }}
        />
      ))}
    </span>
  );
}

/** The fill of a score or rate: good from 80, middling from 50. */
export function fillOfScore(score: number | null): Fill {
  if (score === null || score >= 80) return "brand";
  return score >= 50 ? "amber" : "red";
}
