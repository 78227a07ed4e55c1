import { useQuery } from "@tanstack/react-query";
import { useDeferredValue, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Day } from "@/api/types";
import { Button } from "@/components/Button";
import { SearchPicker } from "@/components/SearchPicker";
import { useDayChanges } from "@/features/day";
import { itemSearchQuery } from "@/features/selection";
import { useFormats } from "@/formats/useFormats";
import type { Line } from "./lines";

interface Props {
  day: Day;
  customerCode: string;
  lines: Line[];
}

/** Add an item outside the recommendation, by search; what is left on the van is said beside it. */
export function AddItem({ day, customerCode, lines }: Props) {
  const { t } = useTranslation("visit");
  const { name, units } = useFormats();
  const { change } = useDayChanges();
  const [isOpen, setOpen] = useState(false);
  const [search, setSearch] = useState("");
  const found = useQuery({ ...itemSearchQuery(useDeferredValue(search.trim())), enabled: isOpen });
  const known = new Set(lines.map((line) => line.itemCode));
  const others = (found.data ?? []).filter((item) => !known.has(item.item_code));
  if (!isOpen) {
    return (
      <div className="border-line border-t px-4 py-2">
        <Button look="quiet" className="-ms-3 text-brand" onClick={() => setOpen(true)}>
          {t("addItem")}
        </Button>
      </div>
    );
  }
  return (
    <div className="flex gap-2 border-line border-t px-4 py-2">
      <SearchPicker
        label={t("addItem")}
        hideLabel
        placeholder={t("searchItem")}
        choices={others.map((item) => ({
          id: item.item_code,
          text: name({ name: item.item_name, arabic: item.item_name_ar }),
          detail: left(item.item_code),
        }))}
        text={search}
        onText={setSearch}
        empty={t(found.isFetching ? "searching" : "noItemFound")}
        onPick={(itemCode) => {
          change({ kind: "actuals", customerCode, actuals: { [itemCode]: null } });
          setOpen(false);
          setSearch("");
        }}
        className="flex-1"
      />
      <Button look="quiet" onClick={() => setOpen(false)}>
        {t("cancel")}
      </Button>
    </div>
  );

  function left(itemCode: string): string {
    const item = day.state.items[itemCode];
    return item ? t("leftOnVan", { units: units(Math.max(0, item.stock)) }) : itemCode;
  }
}
