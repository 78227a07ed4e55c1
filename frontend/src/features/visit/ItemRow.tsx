import { memo, useCallback } from "react";
import { Tag, toneOfScore } from "@/components/Tag";
import { useFormats } from "@/formats/useFormats";
import { useTranslation } from "@/formats/useTranslation";
import { COLUMNS } from "./columns";
import { ItemDetail, ItemTag, Rhythm } from "./ItemDetail";
import type { Line } from "./lines";
import { QuantityField } from "./QuantityField";

interface Props {
  line: Line;
  readOnly: boolean;
  onEnter: (itemCode: string, quantity: number | null) => void;
  onRemove: (itemCode: string) => void;
}

export const ItemRow = memo(
  function ItemRow({ line, readOnly, onEnter, onRemove }: Props) {
    const { t } = useTranslation("visit");
    const { name, units, score } = useFormats();
    const { itemCode } = line;
    const enter = useCallback(
      (quantity: number | null) => onEnter(itemCode, quantity),
      [onEnter, itemCode],
    );
    const itemName = name({ name: line.itemName, arabic: line.itemNameAr });
    return (
      <tr
        tabIndex={-1}
        data-item={itemCode}
        className={`${COLUMNS} row-drawn-when-near border-line border-b py-2 last:border-b-0 tabular:py-1.5 [&>td]:text-end`}
      >
        <th scope="row" className="text-start font-normal">
          <bdi className="font-semibold">{itemName}</bdi>{" "}
          <span className="tabular:hidden">
            <ItemTag line={line} />
            <span className="mt-0.5 block text-mute text-xs">
              {line.plan ? units(line.recommended) : itemCode} <Adjustment line={line} />
              {line.accuracy !== null && (
                <>
                  {" · "}
                  {t("accuracyOf", { value: score(line.accuracy) })}
                </>
              )}
            </span>
          </span>
        </th>
        <td className="hidden tabular:block">{line.plan ? units(line.recommended) : "—"}</td>
        <td className="hidden whitespace-nowrap tabular:block">
          <Adjustment line={line} /> {line.plan ? units(line.adjusted) : "—"}
        </td>
        <td>
          {readOnly ? (
            <Figure line={line} />
          ) : (
            <QuantityField
              itemName={itemName}
              quantity={line.quantity}
              edited={line.edited}
              onEnter={enter}
            />
          )}
        </td>
        <td className="hidden tabular:block">
          {line.accuracy === null ? (
            <span className="text-mute">—</span>
          ) : (
            <Tag tone={toneOfScore(line.accuracy)}>{score(line.accuracy)}</Tag>
          )}
        </td>
        <td className="hidden whitespace-nowrap text-mute roomy:block">
          {line.plan ? <Rhythm plan={line.plan} short /> : "—"}
        </td>
        <td className="col-span-full min-w-0 text-start! text-mute text-xs">
          <ItemDetail line={line} itemName={itemName} onRemove={readOnly ? null : onRemove} />
        </td>
      </tr>
    );
  },
  (one, other) =>
    one.readOnly === other.readOnly &&
    one.onEnter === other.onEnter &&
    one.onRemove === other.onRemove &&
    sameLine(one.line, other.line),
);

function sameLine(one: Line, other: Line): boolean {
  return (
    one.itemCode === other.itemCode &&
    one.itemName === other.itemName &&
    one.plan === other.plan &&
    one.adjusted === other.adjusted &&
    one.quantity === other.quantity &&
    one.edited === other.edited &&
    one.fromFeed === other.fromFeed &&
    one.accuracy === other.accuracy
  );
}

function Adjustment({ line }: { line: Line }) {
  const { t } = useTranslation("visit");
  const { signed } = useFormats();
  const by = line.adjusted - line.recommended;
  if (by === 0) return null;
  return (
    <Tag tone={by > 0 ? "blue" : "amber"} title={t(by > 0 ? "offeredMore" : "takenBack")}>
      <bdi>{signed(by)}</bdi>
    </Tag>
  );
}

function Figure({ line }: { line: Line }) {
  const { t } = useTranslation("visit");
  const { units } = useFormats();
  return (
    <span
      className={`inline-block min-w-14 rounded-md px-2 py-1 text-end font-semibold ${line.edited ? "bg-edited" : ""}`}
    >
      {units(line.quantity)}
      {line.quantity === null && <span className="sr-only"> {t("notTold")}</span>}
    </span>
  );
}
