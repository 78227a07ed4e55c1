import { memo, useCallback } from "react";
import { useTranslation } from "react-i18next";
import type { Tier } from "@/api/types";
import { Tag, type Tone, toneOfScore } from "@/components/Tag";
import { useFormats } from "@/formats/useFormats";
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
      <tr className="grid grid-cols-[1fr_auto] items-center gap-x-3 border-line border-b px-4 py-2.5 last:border-b-0 md:table-row md:[&>td]:px-2.5 md:[&>td]:py-2 md:[&>td]:text-end">
        <th scope="row" className="text-start font-normal md:py-2 md:ps-4">
          <bdi className="font-semibold">{itemName}</bdi> <ItemTag line={line} />
          <span className="block text-mute text-xs" title={line.plan?.reason}>
            <span className="md:hidden">
              {units(line.recommended)}
              <Adjustment line={line} /> · <Rhythm line={line} /> ·{" "}
            </span>
            {itemCode}
          </span>
        </th>
        <td className="hidden md:table-cell">{units(line.recommended)}</td>
        <td className="hidden md:table-cell">
          <Adjustment line={line} /> {units(line.adjusted)}
        </td>
        <td className="row-span-2 md:row-auto">
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
        <td className="hidden md:table-cell">
          {line.accuracy === null ? (
            <span className="text-mute">—</span>
          ) : (
            <Tag tone={toneOfScore(line.accuracy)}>{score(line.accuracy)}</Tag>
          )}
        </td>
        <td className="hidden whitespace-nowrap pe-4! text-mute md:table-cell">
          {line.plan ? (
            <Rhythm line={line} short />
          ) : readOnly || line.fromFeed !== null ? (
            "—"
          ) : (
            <button
              type="button"
              onClick={() => onRemove(itemCode)}
              className="min-h-6 rounded px-1 text-mute underline hover:text-red"
            >
              <span aria-hidden="true">{t("remove")}</span>
              <span className="sr-only">{t("removeItem", { item: itemName })}</span>
            </button>
          )}
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
      {signed(by)}
    </Tag>
  );
}

function Figure({ line }: { line: Line }) {
  const { t } = useTranslation("visit");
  const { units } = useFormats();
  return (
    <span className="font-semibold">
      {units(line.quantity)}
      {line.quantity === null && <span className="sr-only"> {t("notTold")}</span>}
      {line.edited && line.fromFeed !== null && (
        <span className="block font-normal text-mute text-xs">
          {t("feedSaid", { units: units(line.fromFeed) })}
        </span>
      )}
    </span>
  );
}

function Rhythm({ line, short = false }: { line: Line; short?: boolean }) {
  const { t } = useTranslation("visit");
  const { plan } = line;
  const days = plan?.days_since_last_purchase;
  const cycle = plan?.purchase_cycle_days;
  if (days == null) return <span>{t("neverBought")}</span>;
  if (cycle == null) return <span>{t(short ? "onceShort" : "once", { days })}</span>;
  const every = Math.max(1, Math.round(cycle));
  return (
    <span title={plan?.reason}>{t(short ? "rhythmShort" : "rhythm", { days, cycle: every })}</span>
  );
}
