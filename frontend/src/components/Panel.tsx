import { type ReactNode, useId } from "react";

interface Props {
  title: ReactNode;
  aside?: ReactNode;
  children: ReactNode;
  className?: string;
}

/** A titled card; a landmark named by its title. */
export function Panel({ title, aside, children, className = "" }: Props) {
  const id = useId();
  return (
    <section
      aria-labelledby={id}
      className={`flex min-w-0 flex-col overflow-hidden rounded-xl border border-line bg-card ${className}`}
    >
      <div className="flex items-center gap-2 border-line border-b px-4 py-3">
        <h2 id={id} className="font-semibold">
          {title}
        </h2>
        {aside && <div className="ms-auto text-mute text-sm">{aside}</div>}
      </div>
      {children}
    </section>
  );
}
