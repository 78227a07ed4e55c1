import { useQuery } from "@tanstack/react-query";
import { useDeferredValue, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Day } from "@/api/types";
import { Button } from "@/components/Button";
import { SearchPicker } from "@/components/SearchPicker";
import { useDayChanges } from "@/features/day";
import { customerSearchQuery } from "@/features/selection";
import { useFormats } from "@/formats/useFormats";

interface Props {
  day: Day;
  onAdded: (customerCode: string) => void;
}

/** Add a customer outside the journey plan, by search. */
export function AddCustomer({ day, onAdded }: Props) {
  const { t } = useTranslation("customers");
  const { name } = useFormats();
  const { change } = useDayChanges();
  const [isOpen, setOpen] = useState(false);
  const [search, setSearch] = useState("");
  const found = useQuery({
    ...customerSearchQuery(useDeferredValue(search.trim())),
    enabled: isOpen,
  });
  if (!isOpen) {
    return (
      <div className="border-line border-t p-2">
        <Button look="quiet" className="w-full text-brand" onClick={() => setOpen(true)}>
          {t("addUnplanned")}
        </Button>
      </div>
    );
  }
  const others = (found.data ?? []).filter(
    (customer) => !(customer.customer_code in day.state.customers),
  );
  return (
    <div className="flex gap-2 border-line border-t p-2">
      <SearchPicker
        label={t("addUnplanned")}
        hideLabel
        placeholder={t("searchUnplanned")}
        choices={others.map((customer) => ({
          id: customer.customer_code,
          text: name({ name: customer.customer_name, arabic: customer.customer_name_ar }),
          detail: `${customer.customer_code}${customer.route_code ? ` · ${customer.route_code}` : ""}`,
        }))}
        text={search}
        onText={setSearch}
        empty={t(found.isFetching ? "searching" : "noCustomerFound")}
        onPick={(customerCode) => {
          change({ kind: "addCustomer", customerCode });
          setOpen(false);
          setSearch("");
          onAdded(customerCode);
        }}
        className="flex-1"
      />
      <Button look="quiet" onClick={() => setOpen(false)}>
        {t("cancel")}
      </Button>
    </div>
  );
}
