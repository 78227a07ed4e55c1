import { memo, useMemo, useState } from "react";
import type { Day, DrawRecipient } from "@/api/types";
import { Button } from "@/components/Button";
import { Panel } from "@/components/Panel";
import { useFormats } from "@/formats/useFormats";
import { useTranslation } from "@/formats/useTranslation";
import { type Move, movesByVisit, type TakenBack, takenBack, type VisitMoves } from "./moves";

const VISITS_AT_FIRST = 6;
const LINES_AT_FIRST = 4;
const NAMED = 3;

/** What unsold stock went where, the latest visit first, and what the van is short of. */
export const RedistributionFeed = memo(function RedistributionFeed({ day }: { day: Day }) {
  const { t } = useTranslation("redistribution");
  const { units } = useFormats();
  const offerRule = useOfferRule(day);
  const [all, setAll] = useState(false);
  const visits = useMemo(() => movesByVisit(day), [day]);
  const short = useMemo(() => takenBack(day), [day]);
  const shown = all ? visits : visits.slice(0, VISITS_AT_FIRST);
  return (
    <Panel
      title={t("title")}
      aside={t("offered", { units: units(day.state.kpis.redistributed_units) })}
      scrolls
      className="board:max-h-[55%] board:shrink-0"
    >
      {visits.length + short.length === 0 && (
        <p className="px-4 py-6 text-mute">{t("empty", { rule: offerRule })}</p>
      )}
      <ol>
        {shown.map((visit) => (
          <VisitEntry key={visit.customerCode} day={day} visit={visit} />
        ))}
      </ol>
      {visits.length > VISITS_AT_FIRST && (
        <Button look="link" className="m-2" onClick={() => setAll(!all)}>
          {all ? t("showFewer") : t("showAll", { count: visits.length })}
        </Button>
      )}
      {short.length > 0 && <Shortages day={day} short={short} />}
    </Panel>
  );
});

function VisitEntry({ day, visit }: { day: Day; visit: VisitMoves }) {
  const { t } = useTranslation("redistribution");
  const offerRule = useOfferRule(day);
  const { time } = useFormats();
  const names = useNames(day);
  const [all, setAll] = useState(false);
  const moves = all ? visit.moves : visit.moves.slice(0, LINES_AT_FIRST);
  const more = visit.moves.length - moves.length;
  return (
    <li className="border-line border-b px-4 py-2.5 last:border-b-0">
      <p className="text-mute text-xs">
        {visit.visitedAt && `${time(visit.visitedAt)} · `}
        {t("from")}{" "}
        <bdi className="font-semibold text-ink">{names.customer(visit.customerCode)}</bdi>
      </p>
      <ul className="mt-1 grid gap-1">
        {moves.map((move) => (
          <MoveLine key={move.itemCode} day={day} move={move} />
        ))}
      </ul>
      {more > 0 && (
        <button
          type="button"
          onClick={() => setAll(true)}
          className="mt-1 min-h-6 text-brand text-xs underline"
        >
          {t("moreItems", { count: more })}
        </button>
      )}
      {visit.moves.some((move) => move.recipients.length > 0) && (
        <p className="mt-1 text-mute text-xs">{offerRule}</p>
      )}
    </li>
  );
}

/** By which rule units are offered, in words that a salesperson would use. */
function useOfferRule({ redistribution_rules: rules }: Day): string {
  const { t } = useTranslation("redistribution");
  if (!rules) return t("ruleOfOffers");
  return t("ruleOfOffersWithin", {
    percent: rules.max_extra_percent,
    count: rules.min_extra_units,
    shops: rules.max_customers_per_draw,
  });
}

function MoveLine({ day, move }: { day: Day; move: Move }) {
  const { t } = useTranslation("redistribution");
  const { units } = useFormats();
  const names = useNames(day);
  return (
    <li>
      {units(move.units)} × <bdi className="font-semibold">{names.item(move.itemCode)}</bdi>
      {move.recipients.length > 0 && (
        <>
          {" "}
          <span aria-hidden="true" className="inline-block rtl:-scale-x-100">
            →
          </span>{" "}
          <span className="sr-only">{t("to")}</span>
          <Recipients day={day} recipients={move.recipients} />
        </>
      )}
      {move.withoutTaker > 0 && (
        <>
          {" · "}
          <strong className="font-semibold text-amber">
            {move.recipients.length === 0
              ? t("noTaker")
              : t("withoutTaker", { count: move.withoutTaker })}
          </strong>
          <span className="text-mute text-xs"> {t(`why.${move.reason}`)}</span>
        </>
      )}
    </li>
  );
}

function Recipients({ day, recipients }: { day: Day; recipients: DrawRecipient[] }) {
  const { t } = useTranslation("redistribution");
  const { units } = useFormats();
  const names = useNames(day);
  const named = recipients.slice(0, NAMED);
  const more = recipients.length - named.length;
  return (
    <>
      {named.map((recipient, index) => (
        <span key={recipient.customer_code}>
          {index > 0 && ", "}
          <bdi>{names.customer(recipient.customer_code)}</bdi> {units(recipient.units)}
        </span>
      ))}
      {more > 0 && ` ${t("andMore", { count: more })}`}
    </>
  );
}

function Shortages({ day, short }: { day: Day; short: TakenBack[] }) {
  const { t } = useTranslation("redistribution");
  const { units } = useFormats();
  const names = useNames(day);
  const [all, setAll] = useState(false);
  const shown = all ? short : short.slice(0, LINES_AT_FIRST);
  return (
    <div className="border-line border-t bg-amber-soft/50 px-4 py-2.5">
      <p className="text-amber text-xs">{t("vanShort")}</p>
      <ul className="mt-1 grid gap-1">
        {shown.map((one) => (
          <li key={one.itemCode}>
            {units(one.units)} × <bdi className="font-semibold">{names.item(one.itemCode)}</bdi>{" "}
            {t("takenBackFrom")} <Recipients day={day} recipients={one.from} />
            <Cause day={day} of={one} />
          </li>
        ))}
      </ul>
      {short.length > shown.length && (
        <button
          type="button"
          onClick={() => setAll(true)}
          className="mt-1 min-h-6 text-amber text-xs underline"
        >
          {t("moreItems", { count: short.length - shown.length })}
        </button>
      )}
      <p className="mt-1 text-mute text-xs">{t("ruleOfTakingBack")}</p>
    </div>
  );
}

/** Why units of an item were taken back. */
function Cause({ day, of }: { day: Day; of: TakenBack }) {
  const { t } = useTranslation("redistribution");
  const names = useNames(day);
  const causes = of.boughtAbove
    .slice(0, NAMED)
    .map(({ customer_code, units }) =>
      t("boughtAbove", { customer: names.customer(customer_code), count: units }),
    );
  const more = of.boughtAbove.length - causes.length;
  if (more > 0) causes.push(t("othersToo", { count: more }));
  if (of.loadedLess > 0) causes.push(t("loadedLess", { count: of.loadedLess }));
  return <span className="block text-mute text-xs">{causes.join(" · ")}</span>;
}

function useNames(day: Day) {
  const { name } = useFormats();
  return {
    customer: (code: string) => {
      const found = day.state.customers[code];
      return found ? name({ name: found.customer_name, arabic: found.customer_name_ar }) : code;
    },
    item: (code: string) => {
      const found = day.plan.items[code];
      return found ? name({ name: found.item_name, arabic: found.item_name_ar }) : code;
    },
  };
}
