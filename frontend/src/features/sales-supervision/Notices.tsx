import { UnreachableError } from "@/api/client";
import type { Day } from "@/api/types";
import { Button } from "@/components/Button";
import { Notice } from "@/components/Notice";
import { useSending } from "@/features/day";
import { useFormats } from "@/formats/useFormats";
import { useTranslation } from "@/formats/useTranslation";

interface Props {
  day: Day;
  /** Why the last look at the day failed. */
  refreshError: Error | null;
}

/** What went wrong with sending or looking, and what the page does about it. */
export function Notices({ day, refreshError }: Props) {
  const { t } = useTranslation("page");
  const { unreachable, unsent, refusal, dismissRefusal } = useSending();
  return (
    <>
      {(unreachable || refreshError instanceof UnreachableError) && (
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
          {refusal.error.message} {t("notTaken")}
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
