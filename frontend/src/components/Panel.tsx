import { type ReactNode, useId } from "react";

interface Props {
  title: ReactNode;
  aside?: ReactNode;
  /** Stays in view above what scrolls. */
  head?: ReactNode;
  /** Stays in view below what scrolls. */
  foot?: ReactNode;
  /** Where the panel has no more room than it is given, its middle scrolls. */
  scrolls?: boolean;
  children: ReactNode;
  className?: string;
}

/** A titled card; a landmark named by its title. */
export function Panel({
  title,
  aside,
  head,
  foot,
  scrolls = false,
  children,
  className = "",
}: Props) {
  const id = useId();
  return (
    <section
      aria-labelledby={id}
      className={`relative flex min-w-0 flex-col overflow-hidden rounded-xl border border-line bg-card ${className}`}
    >
      <div className="flex min-h-12 items-center gap-3 border-line border-b px-4 py-1.5">
        <h2 id={id} className="shrink-0 font-semibold">
          {title}
        </h2>
        {aside && (
          <div className="ms-auto flex min-w-0 items-center gap-3 text-mute text-xs">{aside}</div>
        )}
      </div>
      {head}
      {scrolls ? (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
        // biome-ignore lint/a11y/useSemanticElements: not a set of fields.
        <div role="group" aria-labelledby={id} tabIndex={0} className="min-h-0 overflow-y-auto">
          {children}
        </div>
      ) : (
        children
      )}
      {foot}
    </section>
  );
}
