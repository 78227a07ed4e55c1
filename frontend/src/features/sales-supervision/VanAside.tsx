import { memo } from "react";
import type { Day } from "@/api/types";
import { RedistributionFeed } from "@/features/redistribution";
import { VanStock } from "@/features/van-stock";
import { useTranslation } from "@/formats/useTranslation";

/** The van: what is on it, and what goes where from it. */
export const VanAside = memo(function VanAside({ day }: { day: Day }) {
  const { t } = useTranslation("page");
  return (
    <aside
      aria-label={t("vanAside")}
      className="grid content-start gap-3.5 md:max-xl:grid-cols-2 md:max-xl:items-start board:flex board:h-full board:flex-col"
    >
      <VanStock day={day} />
      <RedistributionFeed day={day} />
    </aside>
  );
});
