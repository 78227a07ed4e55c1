import type { ReactNode } from "react";
import { useTranslation } from "@/formats/useTranslation";

interface Props {
  /** In place of the word that the page is opening. */
  children?: ReactNode;
}

/** The page before anything is known. `index.html` draws the very same at once. */
export function Opening({ children }: Props) {
  const { t } = useTranslation("page");
  return (
    <>
      <header className="flex min-h-15 items-center border-line border-b bg-card px-4 lg:px-5">
        <h1 className="font-bold tracking-tight">{t("title")}</h1>
      </header>
      {children || (
        <main className="px-4 py-6 lg:px-5">
          <p className="max-w-lg text-base text-mute">{t("opening")}</p>
        </main>
      )}
    </>
  );
}
