import { useQuery } from "@tanstack/react-query";
import { useId } from "react";
import type { Difference, SessionVersion } from "@/api/types";
import { byCustomer, useCellText } from "@/features/conflict";
import type { DayKey } from "@/features/day";
import { useFormats } from "@/formats/useFormats";
import { useTranslation } from "@/formats/useTranslation";
import { Awaited } from "./Awaited";
import { differencesQuery } from "./queries";

export interface Pair {
  before: number;
  after: number;
}

interface Props {
  day: DayKey;
  versions: readonly SessionVersion[];
  pair: Pair;
  onPair: (pair: Pair) => void;
}

/** Any two versions beside each other: each cell that differs, by customer. */
export function Comparison({ day, versions, pair, onPair }: Props) {
  const { t } = useTranslation("history");
  const differences = useQuery({
    ...differencesQuery(day, pair.before, pair.after),
    enabled: versions.length > 1,
  });
  if (versions.length < 2) return <p className="text-mute">{t("onlyOne")}</p>;
  return (
    <>
      <div className="mb-4 grid grid-cols-2 gap-3 md:max-w-lg">
        <VersionPicker
          label={t("from")}
          versions={versions}
          version={pair.before}
          onPick={(before) => onPair({ ...pair, before })}
        />
        <VersionPicker
          label={t("to")}
          versions={versions}
          version={pair.after}
          onPick={(after) => onPair({ ...pair, after })}
        />
      </div>
      <Awaited query={differences}>{(found) => <Differences found={found} />}</Awaited>
    </>
  );
}

interface PickerProps {
  label: string;
  versions: readonly SessionVersion[];
  version: number;
  onPick: (version: number) => void;
}

function VersionPicker({ label, versions, version, onPick }: PickerProps) {
  const { t } = useTranslation("history");
  const id = useId();
  return (
    <div className="min-w-0">
      <label htmlFor={id} className="text-mute text-xs">
        {label}
      </label>
      <select
        id={id}
        value={version}
        onChange={(event) => onPick(Number(event.target.value))}
        className="mt-1 block min-h-11 w-full rounded-xl border border-line bg-field px-3"
      >
        {versions.map(({ record_version: one, saved_by: name }) => (
          <option key={one} value={one}>
            {t("version", { version: one })} · {name}
          </option>
        ))}
      </select>
    </div>
  );
}

function Differences({ found }: { found: readonly Difference[] }) {
  const { t } = useTranslation("history");
  const { name } = useFormats();
  const { label, value } = useCellText();
  const customers = byCustomer(found);
  return (
    <>
      <p role="status" className="mb-3 font-semibold">
        {found.length === 0
          ? t("same")
          : `${t("differ", { count: found.length })} ${t("inShops", { count: customers.length })}`}
      </p>
      <div className="grid gap-3">
        {customers.map(({ customer, cells }) => (
          <section
            key={customer.customer_code}
            className="overflow-hidden rounded-xl border border-line"
          >
            <h4 className="bg-bg px-4 py-2 font-semibold">
              <bdi>{name({ name: customer.customer_name, arabic: customer.customer_name_ar })}</bdi>
            </h4>
            <ul>
              {cells.map((cell) => (
                <li
                  key={`${cell.field}${cell.item_code}`}
                  className="flex flex-wrap items-baseline gap-x-4 border-line border-t px-4 py-2"
                >
                  <bdi className="min-w-0 flex-1">{label(cell)}</bdi>
                  <span className="ms-auto whitespace-nowrap">
                    <bdi className="text-mute">{value(cell, cell.before)}</bdi>
                    <span
                      aria-hidden="true"
                      className="mx-2 inline-block text-mute rtl:-scale-x-100"
                    >
                      →
                    </span>
                    <bdi className="font-semibold">{value(cell, cell.after)}</bdi>
                  </span>
                </li>
              ))}
            </ul>
          </section>
        ))}
      </div>
    </>
  );
}
