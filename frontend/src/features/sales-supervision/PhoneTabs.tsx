import { useTranslation } from "@/formats/useTranslation";

const TABS = ["customers", "van", "demand", "charts"] as const;

export type Tab = (typeof TABS)[number];

/** On a phone, one part of the day at a time. */
export function PhoneTabs({ tab, onTab }: { tab: Tab; onTab: (tab: Tab) => void }) {
  const { t } = useTranslation("page");
  return (
    <nav
      aria-label={t("tabs.title")}
      data-phone-tabs
      className="fixed inset-x-0 bottom-0 z-10 grid grid-cols-4 border-line border-t bg-card pb-[env(safe-area-inset-bottom)] md:hidden"
    >
      {TABS.map((one) => (
        <button
          key={one}
          type="button"
          aria-current={one === tab ? "page" : undefined}
          onClick={() => onTab(one)}
          className={`min-h-14 font-semibold text-xs -outline-offset-2 ${one === tab ? "text-brand shadow-[inset_0_3px_var(--brand)]" : "text-mute"}`}
        >
          {t(`tabs.${one}`)}
        </button>
      ))}
    </nav>
  );
}
