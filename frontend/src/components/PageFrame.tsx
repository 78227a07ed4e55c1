import type { ReactNode } from "react";
import { useTranslation } from "@/formats/useTranslation";
import { ThemeSwitch } from "./ThemeSwitch";

interface Props {
  title: string;
  /** What can be done with the page; on a phone below the title. */
  actions?: ReactNode;
  /** Who is here, at the end. */
  who?: ReactNode;
  children: ReactNode;
}

/** A page beside the day: its title, the way back to the day, its content. */
export function PageFrame({ title, actions, who, children }: Props) {
  const { t } = useTranslation("components");
  return (
    <>
      <header className="flex min-h-15 flex-wrap items-center gap-x-3 gap-y-1 border-line border-b bg-card px-4 py-2 lg:px-5">
        <div className="flex min-w-0 flex-1 basis-40 flex-wrap items-center gap-x-3">
          <a
            href="/"
            className="inline-flex min-h-11 items-center rounded-xl font-semibold text-brand underline md:min-h-9"
          >
            {t("day")}
          </a>
          <h1 className="min-w-0 font-bold tracking-tight">{title}</h1>
        </div>
        {actions && <div className="max-md:order-last max-md:basis-full">{actions}</div>}
        <ThemeSwitch />
        {who}
      </header>
      <main className="mx-auto grid w-full max-w-6xl gap-3.5 px-3 py-4 md:px-4 lg:px-5">
        {children}
      </main>
    </>
  );
}
