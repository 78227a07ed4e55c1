import type { MergeCell } from "@/api/types";
import { Tag } from "@/components/Tag";
import { useFormats } from "@/formats/useFormats";
import { useTranslation } from "@/formats/useTranslation";
import { byCustomer, type ChangedBy, changedBy } from "./cells";
import { useCellText } from "./useCellText";

const TONES = { mine: "green", theirs: "blue", both: "grey" } as const;

/** What merged by itself: counted at a glance, opened at will. */
export function Settled({ cells, date }: { cells: readonly MergeCell[]; date: string }) {
  const { t } = useTranslation("conflict");
  const { name } = useFormats();
  if (cells.length === 0) return null;
  const counted = (by: ChangedBy) => cells.filter((cell) => changedBy(cell) === by).length;
  return (
    <details className="group mt-4 rounded-xl border border-line">
      <summary className="flex min-h-12 cursor-pointer flex-wrap items-center gap-x-3 px-4 py-2 font-semibold">
        <span
          aria-hidden="true"
          className="text-lg text-mute transition-transform group-open:rotate-90 rtl:-scale-x-100"
        >
          ›
        </span>
        {t("merge.settled", { count: cells.length })}
        <span className="font-normal text-mute text-xs">
          {t("merge.settledSides", {
            mine: counted("mine"),
            theirs: counted("theirs"),
            both: counted("both"),
          })}
        </span>
      </summary>
      {byCustomer(cells).map(({ customer, cells: theirs }) => (
        <section key={customer.customer_code} className="border-line border-t px-4 py-2">
          <h3 className="font-semibold">
            <bdi>{name({ name: customer.customer_name, arabic: customer.customer_name_ar })}</bdi>
          </h3>
          <ul>
            {theirs.map((cell) => (
              <SettledCell key={`${cell.field}${cell.item_code}`} cell={cell} date={date} />
            ))}
          </ul>
        </section>
      ))}
    </details>
  );
}

function SettledCell({ cell, date }: { cell: MergeCell; date: string }) {
  const { t } = useTranslation("conflict");
  const { label, value } = useCellText();
  const { moment } = useFormats();
  const by = changedBy(cell);
  const at = by === "theirs" ? cell.theirs_at : cell.mine_at;
  return (
    <li className="flex flex-wrap items-baseline gap-x-3 gap-y-0.5 py-1">
      <bdi className="min-w-0 flex-1">{label(cell)}</bdi>
      <span className="whitespace-nowrap">
        <bdi className="text-mute">{value(cell, cell.before)}</bdi>
        <span aria-hidden="true" className="mx-1.5 inline-block text-mute rtl:-scale-x-100">
          →
        </span>
        <bdi className="font-semibold">{value(cell, cell.merged)}</bdi>
      </span>
      <span className="flex w-24 items-baseline justify-end gap-1.5 text-mute text-xs">
        {at && moment(at, date)}
        <Tag tone={TONES[by]}>{t(`side.${by}`)}</Tag>
      </span>
    </li>
  );
}
