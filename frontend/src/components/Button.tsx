import type { ButtonHTMLAttributes, Ref } from "react";

const LOOKS = {
  plain: "border-line bg-field text-ink hover:border-edge",
  primary: "border-brand bg-brand text-on-brand hover:brightness-110",
  quiet: "border-transparent bg-transparent text-ink hover:bg-sunken",
  link: "border-transparent bg-transparent text-brand hover:bg-sunken",
  done: "border-line bg-field text-brand hover:border-edge",
} as const;

interface Props extends ButtonHTMLAttributes<HTMLButtonElement> {
  look?: keyof typeof LOOKS;
  busy?: boolean;
  ref?: Ref<HTMLButtonElement>;
}

/** A button; while `busy` it shows so, does nothing when pressed and keeps the focus. */
export function Button({ look = "plain", busy = false, className = "", ...rest }: Props) {
  return (
    <button
      type="button"
      {...rest}
      aria-busy={busy || undefined}
      aria-disabled={busy || undefined}
      onClick={busy ? undefined : rest.onClick}
      className={`inline-flex min-h-11 items-center justify-center gap-2 rounded-xl border px-3.5 py-2 font-semibold transition-colors disabled:opacity-60 aria-disabled:opacity-60 md:min-h-9 ${LOOKS[look]} ${className}`}
    >
      {busy && <Spinner />}
      {rest.children}
    </button>
  );
}

export function Spinner() {
  return (
    <span
      aria-hidden="true"
      className="size-4 motion-safe:animate-spin rounded-full border-2 border-current border-e-transparent"
    />
  );
}
