interface Props {
  rows: number;
  /** Said to a screen reader; leave it out where another skeleton beside this one says it. */
  label?: string;
  className?: string;
}

/** Grey shapes where something is about to be; appears only once a wait is noticeable. */
export function Skeleton({ rows, label, className = "" }: Props) {
  return (
    <div
      role={label ? "status" : undefined}
      className={`appears-late grid content-start gap-3 rounded-xl border border-line bg-card p-4 ${className}`}
    >
      {label && <span className="sr-only">{label}</span>}
      {Array.from({ length: rows }, (_, row) => (
        <span
          // biome-ignore lint/suspicious/noArrayIndexKey: the rows are all alike.
          key={row}
          aria-hidden="true"
          className="h-10 motion-safe:animate-pulse rounded-lg bg-sunken"
        />
      ))}
    </div>
  );
}
