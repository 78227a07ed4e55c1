import { useId, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { CustomerState, Day } from "@/api/types";
import { Panel } from "@/components/Panel";
import { AddCustomer } from "./AddCustomer";
import { CustomerRow } from "./CustomerRow";
import { matches, split } from "./ordering";

interface Props {
  day: Day;
  selected: string | null;
  onSelect: (customerCode: string) => void;
}

const MANY = 12;

/** The customers of the day: planned ones in journey order, then those outside the plan. */
export function CustomerList({ day, selected, onSelect }: Props) {
  const { t } = useTranslation("customers");
  const [search, setSearch] = useState("");
  const searchId = useId();
  const { planned, unplanned, nextCode, ahead, sequences } = useMemo(() => split(day), [day]);
  const shown = (customers: CustomerState[]) =>
    customers.filter((customer) => matches(customer, search));
  const rows = (customers: CustomerState[]) =>
    shown(customers).map((customer) => (
      <CustomerRow
        key={customer.customer_code}
        customer={customer}
        sequence={sequences.get(customer.customer_code) ?? null}
        isNext={customer.customer_code === nextCode}
        isSelected={customer.customer_code === selected}
        readOnly={day.mode === "historical"}
        onSelect={onSelect}
      />
    ));
  const found = shown(planned).length + shown(unplanned).length;
  return (
    <Panel title={t("title")} aside={t("ahead", { count: ahead })} className="lg:max-h-full">
      {planned.length > MANY && (
        <div className="border-line border-b px-3 py-2">
          <label htmlFor={searchId} className="sr-only">
            {t("search")}
          </label>
          <input
            id={searchId}
            type="search"
            value={search}
            placeholder={t("search")}
            onChange={(event) => setSearch(event.target.value)}
            className="min-h-11 w-full rounded-lg border border-line bg-field px-3 md:min-h-9"
          />
        </div>
      )}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrollable region must be reachable by keyboard. */}
      <section aria-label={t("title")} tabIndex={0} className="min-h-0 lg:overflow-y-auto">
        <ul>{rows(planned)}</ul>
        {unplanned.length > 0 && (
          <>
            <h3 className="bg-sunken px-4 py-1.5 font-semibold text-mute text-xs">
              {t("unplanned")}
            </h3>
            <ul>{rows(unplanned)}</ul>
          </>
        )}
        {found === 0 && <p className="px-4 py-6 text-mute">{t("noneFound", { search })}</p>}
      </section>
      {day.mode === "live" && <AddCustomer day={day} onAdded={onSelect} />}
    </Panel>
  );
}
