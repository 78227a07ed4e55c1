import type { Difference } from "@/api/types";
import { useFormats } from "@/formats/useFormats";
import { useTranslation } from "@/formats/useTranslation";

type Cell = Pick<Difference, "field" | "item_code" | "item_name" | "item_name_ar">;

/** How a cell and its values are called. */
export interface CellText {
  label: (cell: Cell) => string;
  value: (cell: Cell, value: Difference["before"]) => string;
}

export function useCellText(): CellText {
  const { t } = useTranslation("conflict");
  const { name, units } = useFormats();
  return {
    label: ({ field, ...item }) =>
      field === "actual"
        ? name({ name: item.item_name ?? item.item_code ?? "", arabic: item.item_name_ar })
        : t(`field.${field}`),
    value: ({ field }, value) => {
      if (field === "visited") return t(value === true ? "visited" : "notVisited");
      if (field === "not_visited_reason")
        return value === null ? t("noReason") : t(`reason.${value}`);
      return typeof value === "number" ? units(value) : t("notTold");
    },
  };
}
