import type { PlanLine, Tier } from "@/api/types";
import { Tag, type Tone } from "@/components/Tag";
import { useFormats } from "@/formats/useFormats";
import { useTranslation } from "@/formats/useTranslation";
import type { Line } from "./lines";

interface Props {
  line: Line;
  itemName: string;
  /** Null where nothing may be changed. */
  onRemove: ((itemCode: string) => void) | null;
}

/** Below an item's figures: why it is recommended, and where its quantity comes from. */
export function ItemDetail({ line, itemName, onRemove }: Props) {
  const { t } = useTranslation("visit");
  const { itemCode, plan } = line;
  const mayRemove = onRemove && !plan && line.fromFeed === null;
  return (
    <>
      <span className="hidden tabular:inline">
        <ItemTag line={line} /> {itemCode}
        {plan && " · "}
      </span>
      {plan && (plan.reason ? <bdi>{plan.reason}</bdi> : <Rhythm plan={plan} />)}
      <FeedNote line={line} />
      {mayRemove && (
        <>
          <span className="hidden tabular:inline"> · </span>
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
    </>
  );
}

const TIER_TONES: Record<Tier, Tone> = {
  MUST_STOCK: "red",
  SHOULD_STOCK: "amber",
  CONSIDER: "grey",
  MONITOR: "grey",
};

export function ItemTag({ line }: { line: Line }) {
  const { t } = useTranslation("visit");
  if (!line.plan) return <Tag tone="blue">{t("outside")}</Tag>;
  const { tier } = line.plan;
  return (
    <Tag tone={TIER_TONES[tier]} title={t(`tierLong.${tier}`)}>
      {t(`tier.${tier}`)}
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

interface RhythmProps {
  plan: PlanLine;
  short?: boolean;
}

/** When the customer bought the item last, and how often it does. */
export function Rhythm({ plan, short = false }: RhythmProps) {
  const { t } = useTranslation("visit");
  const { days_since_last_purchase: days, purchase_cycle_days: cycle } = plan;
  if (days == null) return <span>{t(short ? "neverBoughtShort" : "neverBought")}</span>;
  if (cycle == null) return <span>{t(short ? "onceShort" : "once", { days })}</span>;
  const every = Math.max(1, Math.round(cycle));
  return <span>{t(short ? "rhythmShort" : "rhythm", { days, cycle: every })}</span>;
}
