import type { Day } from "@/api/types";
import { Button } from "@/components/Button";
import { Notice } from "@/components/Notice";
import { type Overtaken, useSending } from "@/features/day";
import { useFormats } from "@/formats/useFormats";
import { useTranslation } from "@/formats/useTranslation";

/** Which quantities, kept on this device, replaced what was entered elsewhere meanwhile. */
export function OvertakenNotice({ day }: { day: Day }) {
  const { t } = useTranslation("page");
  const { overtaken, dismissOvertaken } = useSending();
  if (overtaken.length === 0) return null;
  return (
    <Notice
      tone="amber"
      role="alert"
      action={<Button onClick={dismissOvertaken}>{t("dismiss")}</Button>}
    >
      {t("overtaken.title")}
      <ul>
        {overtaken.map((cell) => (
          <Cell key={`${cell.customerCode} ${cell.itemCode}`} day={day} cell={cell} />
        ))}
      </ul>
    </Notice>
  );
}

function Cell({ day, cell }: { day: Day; cell: Overtaken }) {
  const { t } = useTranslation("page");
  const { name, units } = useFormats();
  const item = day.plan.items[cell.itemCode];
  const customer = day.state.customers[cell.customerCode];
  const told = (value: number | null) => (value === null ? t("overtaken.nothing") : units(value));
  return (
    <li>
      <bdi className="font-semibold">
        {item ? name({ name: item.item_name, arabic: item.item_name_ar }) : cell.itemCode}
      </bdi>
      {", "}
      <bdi>
        {customer
          ? name({ name: customer.customer_name, arabic: customer.customer_name_ar })
          : cell.customerCode}
      </bdi>
      {": "}
      {t("overtaken.values", { kept: told(cell.kept), since: told(cell.since) })}
    </li>
  );
}
