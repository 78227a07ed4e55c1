import type { Day } from "@/api/types";
import { useTranslation } from "@/formats/useTranslation";

interface Props extends Pick<Day, "mode"> {
  /** The earlier version that is shown. */
  version: number | null;
}

/** Can the day still be changed? */
export function ModeBadge({ mode, version }: Props) {
  const { t } = useTranslation("page");
  const look = "flex shrink-0 items-center gap-1.5 rounded-full px-2.5 py-1 font-semibold text-xs";
  if (mode === "historical") {
    return (
      <span className={`${look} bg-blue-soft text-blue`}>
        {version ? t("readOnlyVersion", { version }) : t("readOnly")}
      </span>
    );
  }
  return (
    <span className={`${look} bg-brand-soft text-brand`}>
      <span aria-hidden="true" className="size-1.5 rounded-full bg-current" />
      {t("live")}
    </span>
  );
}
