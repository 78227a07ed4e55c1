import type { CustomerState } from "@/api/types";
import { Button } from "@/components/Button";
import { useChange } from "@/features/day";
import { useTranslation } from "@/formats/useTranslation";
import { fill, type Line, undoneFill, untold } from "./lines";

interface Props {
  customer: CustomerState;
  lines: readonly Line[];
  /** What the last fill entered and nobody has touched since. */
  filled: Readonly<Record<string, number>>;
  onFilled: (filled: Record<string, number>) => void;
}

/** Fill everything that nobody has told in one step, with one undo. */
export function FillBar({ customer, lines, filled, onFilled }: Props) {
  const { t } = useTranslation("visit");
  const change = useChange();
  const undo = undoneFill(lines, filled);
  const undoCount = Object.keys(undo).length;
  const untoldCount = untold(lines).length;
  const customerCode = customer.customer_code;
  const isAhead = customer.status === "planned";
  const notedCount = isAhead ? lines.filter((line) => line.quantity !== null).length : 0;

  function fillBy(by: "recommended" | "nothing"): void {
    const actuals = fill(lines, by);
    change({ kind: "actuals", customerCode, actuals });
    onFilled(actuals);
  }

  return (
    <div className="flex flex-wrap items-center gap-2 px-4 py-2.5">
      <p
        role="status"
        className={`min-w-28 flex-1 max-md:basis-full ${untoldCount > 0 && !isAhead ? "font-semibold text-amber" : "text-mute"}`}
      >
        {untoldCount === 0
          ? t("allTold")
          : t(isAhead ? "toTell" : "untold", { count: untoldCount })}
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
            onFilled({});
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
