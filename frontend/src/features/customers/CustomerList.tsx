import { type KeyboardEvent, useMemo, useState } from "react";
import type { CustomerState, Day } from "@/api/types";
import { Button } from "@/components/Button";
import { Panel } from "@/components/Panel";
import { SearchField } from "@/components/SearchField";
import { useInPlace } from "@/components/useInPlace";
import { useMay } from "@/features/identity";
import { useTranslation } from "@/formats/useTranslation";
import { AddCustomer } from "./AddCustomer";
import { CustomerRow } from "./CustomerRow";
import { matches, split } from "./ordering";

interface Props {
  day: Day;
  selected: string | null;
  onSelect: (customerCode: string, by: "key" | "pointer") => void;
}

/** The customers of the day: planned ones in journey order, then those outside the plan. */
export function CustomerList({ day, selected, onSelect }: Props) {
  const { t } = useTranslation("customers");
  const [search, setSearch] = useState("");
  const adding = useInPlace();
  const { planned, unplanned, nextCode, ahead, sequences } = useMemo(() => split(day), [day]);
  const isLive = day.mode === "live";
  const mayChange = useMay("supervise") && isLive;
  const shown = (customers: CustomerState[]) =>
    customers.filter((customer) => matches(customer, search));
  const rows = (customers: CustomerState[]) =>
    customers.map((customer) => (
      <CustomerRow
        key={customer.customer_code}
        customer={customer}
        sequence={sequences.get(customer.customer_code) ?? null}
        isNext={mayChange && customer.customer_code === nextCode}
        isSelected={customer.customer_code === selected}
        readOnly={!mayChange}
        onSelect={onSelect}
      />
    ));
  const plannedShown = shown(planned);
  const unplannedShown = shown(unplanned);
  return (
    <Panel
      title={t("title")}
      aside={t(isLive ? "ahead" : "missed", { count: ahead })}
      scrolls
      className="max-md:rounded-none max-md:border-x-0 md:max-h-full"
      head={
        <div className="flex items-center gap-2 border-line border-b px-3 py-2">
          {adding.isOpen ? (
            <AddCustomer day={day} onAdded={onSelect} onLeave={adding.leave} />
          ) : (
            <>
              <SearchField label={t("search")} text={search} onText={setSearch} />
              {mayChange && (
                <Button
                  ref={adding.button}
                  aria-label={t("addUnplanned")}
                  title={t("addUnplanned")}
                  look="done"
                  className="shrink-0"
                  onClick={adding.open}
                >
                  {t("add")}
                </Button>
              )}
            </>
          )}
        </div>
      }
    >
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the keys belong to the rows inside. */}
      <div onKeyDown={moveBetweenRows}>
        <ul>{rows(plannedShown)}</ul>
        {unplannedShown.length > 0 && (
          <>
            <h3 className="border-line border-y bg-sunken px-4 py-1.5 font-semibold text-mute text-xs">
              {t("unplanned")}
            </h3>
            <ul>{rows(unplannedShown)}</ul>
          </>
        )}
      </div>
      {plannedShown.length + unplannedShown.length === 0 && (
        <p className="px-4 py-6 text-mute">{t("noneFound", { search })}</p>
      )}
    </Panel>
  );
}

function moveBetweenRows(event: KeyboardEvent<HTMLDivElement>): void {
  const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!by || !(event.target instanceof HTMLElement)) return;
  const rows = [...event.currentTarget.querySelectorAll<HTMLElement>("[data-customer]")];
  const here = event.target.closest("li")?.querySelector<HTMLElement>("[data-customer]");
  const next = here && rows[rows.indexOf(here) + by];
  if (!next) return;
  event.preventDefault();
  next.focus();
}
