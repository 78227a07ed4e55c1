import { useTranslation } from "react-i18next";
import type { Day } from "@/api/types";
import { Button } from "@/components/Button";
import { Notice } from "@/components/Notice";
import { useDayChanges } from "@/features/day";
import { useFormats } from "@/formats/useFormats";

/** What went wrong with sending, and what the page does about it. */
export function Notices({ day, refreshFailed }: { day: Day; refreshFailed: boolean }) {
  const { t } = useTranslation("page");
  const { unreachable, unsent, refusal, dismissRefusal } = useDayChanges();
  return (
    <>
      {(unreachable || refreshFailed) && (
        <Notice tone="amber" role="status">
          {t("unreachable")} {unsent.length > 0 && t("keptHere", { count: unsent.length })}
        </Notice>
      )}
      {refusal && (
        <Notice
          tone="red"
          role="alert"
          action={<Button onClick={dismissRefusal}>{t("dismiss")}</Button>}
        >
          <Subject day={day} customerCode={refusal.change.customerCode} />
          {refusal.error.message}
        </Notice>
      )}
    </>
  );
}

function Subject({ day, customerCode }: { day: Day; customerCode: string }) {
  const { name } = useFormats();
  const customer = day.state.customers[customerCode];
  if (!customer) return null;
  return (
    <bdi className="font-semibold">
      {name({ name: customer.customer_name, arabic: customer.customer_name_ar })}:{" "}
    </bdi>
  );
}
