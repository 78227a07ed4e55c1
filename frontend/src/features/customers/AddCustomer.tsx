import { useQuery } from "@tanstack/react-query";
import { useDeferredValue, useState } from "react";
import type { Day } from "@/api/types";
import { Button } from "@/components/Button";
import { SearchPicker } from "@/components/SearchPicker";
import { useChange } from "@/features/day";
import { customerSearchQuery } from "@/features/selection";
import { useFormats } from "@/formats/useFormats";
import { useTranslation } from "@/formats/useTranslation";

interface Props {
  day: Day;
  onAdded: (customerCode: string, by: "key" | "pointer") => void;
  /** It was added, or nothing is to be added after all. */
  onLeave: () => void;
}

/** Add a customer outside the journey plan, by search. */
export function AddCustomer({ day, onAdded, onLeave }: Props) {
  const { t } = useTranslation("customers");
  const { name } = useFormats();
  const change = useChange();
  const [search, setSearch] = useState("");
  const found = useQuery(customerSearchQuery(useDeferredValue(search.trim())));
  const others = (found.data ?? []).filter(
    (customer) => !(customer.customer_code in day.state.customers),
  );
  return (
    <>
      <SearchPicker
        autoFocus
        label={t("addUnplanned")}
        hideLabel="always"
        placeholder={t("searchUnplanned")}
        choices={() =>
          others.map((customer) => ({
            id: customer.customer_code,
            text: name({ name: customer.customer_name, arabic: customer.customer_name_ar }),
            detail: customer.route_code
              ? t("codeAndRoute", { code: customer.customer_code, route: customer.route_code })
              : customer.customer_code,
          }))
        }
        onSearch={setSearch}
        onLeave={onLeave}
        empty={t(
          found.isError ? "unreachable" : found.isFetching ? "searching" : "noCustomerFound",
        )}
        onPick={(customerCode) => {
          const picked = others.find((one) => one.customer_code === customerCode);
          const named = picked && { name: picked.customer_name, arabic: picked.customer_name_ar };
          change({ kind: "addCustomer", customerCode, ...(named && { named }) });
          onAdded(customerCode, "key");
          // The focus is somewhere until the day knows the customer, who then takes it.
          onLeave();
        }}
        className="flex-1 rounded-lg"
      />
      <Button look="quiet" onClick={onLeave}>
        {t("cancel")}
      </Button>
    </>
  );
}
