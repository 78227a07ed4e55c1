import { useState } from "react";
import type { CustomerState } from "@/api/types";
import { Button } from "@/components/Button";
import { useChange } from "@/features/day";
import { useTranslation } from "@/formats/useTranslation";
import { fill, type Line, undoneFill, untold } from "./lines";

interface Props {
  customer: CustomerState;
  lines: readonly Line[];
}

/** Fill everything that nobody has told in one step, with one undo. */
export function FillBar({ customer, lines }: Props) {
  const { t } = useTranslation("visit");
  const change = useChange();
  const [filled, setFilled] = useState<Record<string, number>>({});
  const undo = undoneFill(lines, filled);
  const undoCount = Object.keys(undo).length;
  const untoldCount = untold(lines).length;
  const customerCode = customer.customer_code;
  const notedCount =
    customer.status === "planned" ? lines.filter((line) => line.quantity !== null).length : 0;

  function fillBy(by: "recommended" | "nothing"): void {
    const actuals = fill(lines, by);
    change({ kind: "actuals", customerCode, actuals });
    setFilled(actuals);
  }

  return (
    <div className="flex flex-wrap items-center gap-2 px-4 py-2.5">
      <p
        role="status"
        className={`min-w-28 flex-1 max-md:basis-full ${untoldCount > 0 ? "font-semibold text-amber" : "text-mute"}`}
      >
        {untoldCount === 0 ? t("allTold") : t("untold", { count: untoldCount })}
        {notedCount > 0 && (
          <span className="block font-normal text-mute text-xs">
            {t("noted", { count: notedCount })}
          </span>
        )}
      </p>
      {undoCount > 0 && (
        <Button
          look="link"
          onClick={() => {
            change({ kind: "actuals", customerCode, actuals: undo });
            setFilled({});
          }}
        >
          {t("undo", { count: undoCount })}
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
