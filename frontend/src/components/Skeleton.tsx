/** Grey shapes where something is about to be; appears only once a wait is noticeable. */
export function Skeleton({ rows, label }: { rows: number; label: string }) {
  return (
    <div role="status" className="appears-late grid gap-3 p-4">
      <span className="sr-only">{label}</span>
      {Array.from({ length: rows }, (_, row) => (
        <span
          // biome-ignore lint/suspicious/noArrayIndexKey: the rows are all alike.
          key={row}
          aria-hidden="true"
          className="h-10 animate-pulse rounded-lg bg-sunken"
        />
      ))}
    </div>
  );
}
