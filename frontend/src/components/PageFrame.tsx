import type { ReactNode } from "react";
import { useTranslation } from "@/formats/useTranslation";
import { ThemeSwitch } from "./ThemeSwitch";

interface Props {
  title: string;
  /** Beside the title: who is here, what can be done. */
  actions?: ReactNode;
  children: ReactNode;
}

/** A page beside the day: its title, the way back to the day, its content. */
export function PageFrame({ title, actions, children }: Props) {
  const { t } = useTranslation("components");
  return (
    <>
      <header className="flex min-h-15 flex-wrap items-center gap-x-3 gap-y-1 border-line border-b bg-card px-4 py-2 lg:px-5">
        <div className="flex min-w-0 flex-1 flex-wrap items-center gap-x-3">
          <a
            href="/"
            className="inline-flex min-h-11 items-center rounded-xl font-semibold text-brand underline md:min-h-9"
          >
            {t("day")}
          </a>
          <h1 className="min-w-0 font-bold tracking-tight">{title}</h1>
        </div>
        <ThemeSwitch />
        {actions}
      </header>
      <main className="mx-auto grid w-full max-w-6xl gap-3.5 px-3 py-4 md:px-4 lg:px-5">
        {children}
      </main>
    </>
  );
}
