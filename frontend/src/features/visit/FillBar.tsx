import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { CustomerState } from "@/api/types";
import { Button } from "@/components/Button";
import { useDayChanges } from "@/features/day";
import { fill, type Line } from "./lines";

interface Props {
  customer: CustomerState;
  lines: Line[];
  untoldCount: number;
}

/** Fill everything that nobody has told in one step, with one undo. */
export function FillBar({ customer, lines, untoldCount }: Props) {
  const { t } = useTranslation("visit");
  const { change } = useDayChanges();
  const customerCode = customer.customer_code;
  const [filled, setFilled] = useState<{ customerCode: string; items: string[] } | null>(null);
  const canUndo = filled?.customerCode === customerCode;

  function fillBy(by: "recommended" | "nothing"): void {
    const actuals = fill(lines, by);
    change({ kind: "actuals", customerCode, actuals });
    setFilled({ customerCode, items: Object.keys(actuals) });
  }

  function undo(): void {
    if (!filled) return;
    const actuals = Object.fromEntries(filled.items.map((item) => [item, null]));
    change({ kind: "actuals", customerCode, actuals });
    setFilled(null);
  }

  if (lines.length === 0) return null;
  return (
    <div className="flex flex-wrap items-center gap-2 px-4 py-3">
      <p role="status" className="min-w-28 flex-1 text-mute text-sm max-md:basis-full">
        {untoldCount === 0 ? t("allTold") : t("untold", { count: untoldCount })}
      </p>
      {canUndo && (
        <Button look="quiet" className="text-brand" onClick={undo}>
          {t("undo", { count: filled.items.length })}
        </Button>
      )}
      {untoldCount > 0 && (
        <>
          <Button className="max-md:flex-1" onClick={() => fillBy("recommended")}>
            {t("asRecommended")}
          </Button>
          <Button className="max-md:flex-1" onClick={() => fillBy("nothing")}>
            {t("restNothing")}
          </Button>
        </>
      )}
    </div>
  );
}
