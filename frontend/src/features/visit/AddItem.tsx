import { useQuery } from "@tanstack/react-query";
import { useDeferredValue, useState } from "react";
import type { Day } from "@/api/types";
import { Button } from "@/components/Button";
import { SearchPicker } from "@/components/SearchPicker";
import { useChange } from "@/features/day";
import { itemSearchQuery } from "@/features/selection";
import { useFormats } from "@/formats/useFormats";
import { useTranslation } from "@/formats/useTranslation";
import type { Line } from "./lines";

interface Props {
  day: Day;
  customerCode: string;
  lines: readonly Line[];
  /** Told before its line is there. */
  onAdded: (itemCode: string) => void;
  onEnd: () => void;
  /** Nothing is to be added after all. */
  onLeave: () => void;
}

/** Add an item outside the recommendation, by search; what is left on the van is said beside it. */
export function AddItem({ day, customerCode, lines, onAdded, onEnd, onLeave }: Props) {
  const { t } = useTranslation("visit");
  const { name, units } = useFormats();
  const change = useChange();
  const [search, setSearch] = useState("");
  const found = useQuery(itemSearchQuery(useDeferredValue(search.trim())));
  const known = new Set(lines.map((line) => line.itemCode));
  const others = (found.data ?? []).filter((item) => !known.has(item.item_code));

  function left(itemCode: string): string {
    const item = day.state.items[itemCode];
    return item ? t("leftOnVan", { units: units(Math.max(0, item.stock)) }) : itemCode;
  }

  return (
    <div className="flex flex-1 gap-2">
      <SearchPicker
        autoFocus
        label={t("addItem")}
        hideLabel="always"
        placeholder={t("searchItem")}
        choices={() =>
          others.map((item) => ({
            id: item.item_code,
            text: name({ name: item.item_name, arabic: item.item_name_ar }),
            detail: left(item.item_code),
          }))
        }
        onSearch={setSearch}
        onLeave={onLeave}
        empty={t(found.isError ? "unreachable" : found.isFetching ? "searching" : "noItemFound")}
        onPick={(itemCode) => {
          onAdded(itemCode);
          change({ kind: "actuals", customerCode, actuals: { [itemCode]: null } });
          onEnd();
        }}
        className="flex-1"
      />
      <Button look="quiet" onClick={onLeave}>
        {t("cancel")}
      </Button>
    </div>
  );
}
