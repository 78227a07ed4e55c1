import { useState } from "react";
import { Notice } from "@/components/Notice";
import { useFormats } from "@/formats/useFormats";
import { useTranslation } from "@/formats/useTranslation";
import type { Untold } from "./warnings";

const CUSTOMERS_AT_FIRST = 4;
const ITEMS_NAMED = 4;

/** The quantities that would be saved as unknown, by name. */
export function UntoldWarning({ count, untold }: { count: number; untold: readonly Untold[] }) {
  const { t } = useTranslation("saving");
  const [all, setAll] = useState(false);
  if (untold.length === 0) return null;
  const shown = all ? untold : untold.slice(0, CUSTOMERS_AT_FIRST);
  const hidden = untold.length - shown.length;
  return (
    <Notice tone="amber">
      <p className="font-semibold">{t("untold", { count })}</p>
      <ul className="mt-1 grid gap-1">
        {shown.map((one) => (
          <UntoldOf key={one.customer.customer_code} untold={one} />
        ))}
      </ul>
      {hidden > 0 && (
        <button
          type="button"
          onClick={() => setAll(true)}
          className="mt-1 min-h-6 font-semibold underline"
        >
          {t("nameTheRest", { count: hidden })}
        </button>
      )}
    </Notice>
  );
}

function UntoldOf({ untold: { customer, items } }: { untold: Untold }) {
  const { t } = useTranslation("saving");
  const { name } = useFormats();
  const named = items
    .slice(0, ITEMS_NAMED)
    .map((item) => name({ name: item.item_name, arabic: item.item_name_ar }));
  const more = items.length - named.length;
  return (
    <li>
      <bdi className="font-semibold">
        {name({ name: customer.customer_name, arabic: customer.customer_name_ar })}
      </bdi>
      {": "}
      <bdi>{named.join(", ")}</bdi>
      {more > 0 && ` ${t("andMore", { count: more })}`}
    </li>
  );
}
