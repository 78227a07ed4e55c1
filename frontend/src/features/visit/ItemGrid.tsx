import { type KeyboardEvent, useCallback } from "react";
import { useChange } from "@/features/day";
import { useTranslation } from "@/formats/useTranslation";
import { COLUMNS } from "./columns";
import { ItemRow } from "./ItemRow";
import type { Line } from "./lines";

interface Props {
  customerCode: string;
  lines: Line[];
  readOnly: boolean;
  /** Somebody has entered the quantity of this item by itself. */
  onEntered: (itemCode: string) => void;
}

/** The customer's items. Arrow keys and Enter move from quantity to quantity. */
export function ItemGrid({ customerCode, lines, readOnly, onEntered }: Props) {
  const { t } = useTranslation("visit");
  const change = useChange();
  const enter = useCallback(
    (itemCode: string, quantity: number | null) => {
      change({ kind: "actuals", customerCode, actuals: { [itemCode]: quantity } });
      onEntered(itemCode);
    },
    [change, customerCode, onEntered],
  );
  const remove = useCallback(
    (itemCode: string) => change({ kind: "removeItem", customerCode, itemCode }),
    [change, customerCode],
  );
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys belong to the fields inside.
    <div onKeyDown={moveBetweenQuantities} className="min-w-0">
      <table className="block">
        <caption className="sr-only">{t("items")}</caption>
        <thead className="hidden tabular:block">
          <tr
            className={`${COLUMNS} border-line border-b py-2 text-mute text-xs [&>th]:whitespace-nowrap [&>th]:text-end [&>th]:font-semibold [&>th]:first:text-start`}
          >
            <th scope="col">{t("item")}</th>
            <th scope="col">{t("recommended")}</th>
            <th scope="col">{t("adjusted")}</th>
            <th scope="col">{t("actual")}</th>
            <th scope="col">{t("accuracy")}</th>
            <th scope="col" className="hidden roomy:block">
              {t("lastAndCycle")}
            </th>
            <th scope="col" className="sr-only">
              {t("reasonColumn")}
            </th>
          </tr>
        </thead>
        <tbody className="block">
          {lines.map((line) => (
            <ItemRow
              key={line.itemCode}
              line={line}
              readOnly={readOnly}
              onEnter={enter}
              onRemove={remove}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}

const STEPS: Record<string, number> = { ArrowDown: 1, Enter: 1, ArrowUp: -1 };

function moveBetweenQuantities(event: KeyboardEvent<HTMLDivElement>): void {
  const by = STEPS[event.key];
  const from = event.target;
  if (!by || !(from instanceof HTMLInputElement) || !("quantity" in from.dataset)) return;
  const fields = [...event.currentTarget.querySelectorAll<HTMLInputElement>("[data-quantity]")];
  const next = fields[fields.indexOf(from) + by];
  event.preventDefault();
  if (next) next.focus();
  else if (event.key === "Enter") from.blur();
}
