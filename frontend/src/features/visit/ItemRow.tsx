import { memo, useCallback } from "react";
import type { Tier } from "@/api/types";
import { Tag, type Tone, toneOfScore } from "@/components/Tag";
import { useFormats } from "@/formats/useFormats";
import { useTranslation } from "@/formats/useTranslation";
import { COLUMNS } from "./columns";
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
          </span>
          <span className="mt-0.5 block text-mute text-xs" title={line.plan?.reason}>
            <span className="hidden tabular:inline">
              <ItemTag line={line} />{" "}
              <span className={line.plan ? "hidden roomy:inline" : ""}>{itemCode}</span>
            </span>
            <span className="tabular:hidden">
              {line.plan ? units(line.recommended) : itemCode} <Adjustment line={line} />
            </span>
            {line.plan && (
              <span className="roomy:hidden">
                <span className="tabular:hidden"> · </span>
                <Rhythm line={line} />
              </span>
            )}
            <FeedNote line={line} />
            {!readOnly && !line.plan && line.fromFeed === null && (
              <>
                {" · "}
                <button
                  type="button"
                  onClick={() => onRemove(itemCode)}
                  className="min-h-6 rounded underline hover:text-red"
                >
                  <span aria-hidden="true">{t("remove")}</span>
                  <span className="sr-only">{t("removeItem", { item: itemName })}</span>
                </button>
              </>
            )}
            {line.accuracy !== null && (
              <span className="tabular:hidden">
                {" · "}
                {t("accuracyOf", { value: score(line.accuracy) })}
              </span>
            )}
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
          {line.plan ? <Rhythm line={line} short /> : "—"}
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

const TIER_TONES: Record<Tier, Tone> = {
  MUST_STOCK: "red",
  SHOULD_STOCK: "amber",
  CONSIDER: "grey",
  MONITOR: "grey",
};

function ItemTag({ line }: { line: Line }) {
  const { t } = useTranslation("visit");
  if (!line.plan) return <Tag tone="blue">{t("outside")}</Tag>;
  const { tier } = line.plan;
  return (
    <Tag tone={TIER_TONES[tier]} title={t(`tierLong.${tier}`)}>
      {t(`tier.${tier}`)}
    </Tag>
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

/** Where the quantity comes from, wherever a feed has told one. */
function FeedNote({ line }: { line: Line }) {
  const { t } = useTranslation("visit");
  const { units } = useFormats();
  if (line.fromFeed === null) return null;
  return (
    <span>
      {" · "}
      {line.edited ? t("feedSaid", { units: units(line.fromFeed) }) : t("fromFeed")}
    </span>
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

function Rhythm({ line, short = false }: { line: Line; short?: boolean }) {
  const { t } = useTranslation("visit");
  const { plan } = line;
  const days = plan?.days_since_last_purchase;
  const cycle = plan?.purchase_cycle_days;
  if (days == null) return <span>{t(short ? "neverBoughtShort" : "neverBought")}</span>;
  if (cycle == null) return <span>{t(short ? "onceShort" : "once", { days })}</span>;
  const every = Math.max(1, Math.round(cycle));
  return (
    <span title={plan?.reason}>{t(short ? "rhythmShort" : "rhythm", { days, cycle: every })}</span>
  );
}
