import type { ReactNode } from "react";

const TONES = {
  amber: "bg-amber-soft text-amber",
  red: "bg-red-soft text-red",
  blue: "bg-blue-soft text-blue",
  green: "bg-brand-soft text-brand",
} as const;

interface Props {
  tone: keyof typeof TONES;
  /** `alert` interrupts a screen reader, `status` waits for a pause. */
  role?: "alert" | "status";
  children: ReactNode;
  action?: ReactNode;
}

/** One line that says what happened and what to do. */
export function Notice({ tone, role, children, action }: Props) {
  return (
    <div
      role={role}
      className={`flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-2 text-sm lg:px-5 ${TONES[tone]}`}
    >
      <div className="min-w-0 flex-1 basis-60">{children}</div>
      {action}
    </div>
  );
}
