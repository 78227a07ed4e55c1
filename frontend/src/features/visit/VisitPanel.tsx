import { type ReactNode, useCallback, useId, useMemo, useRef, useState } from "react";
import type { CustomerState, Day } from "@/api/types";
import { Button } from "@/components/Button";
import { tellHeight } from "@/components/tellHeight";
import { useEnteredVisit, useUnsent } from "@/features/day";
import { useMay } from "@/features/identity";
import { useFormats } from "@/formats/useFormats";
import { useTranslation } from "@/formats/useTranslation";
import { FillBar } from "./FillBar";
import { InsightBar } from "./InsightBar";
import { ItemGrid } from "./ItemGrid";
import { insights } from "./insights";
import { linesOf } from "./lines";
import { RedistributedNote } from "./RedistributedNote";
import { useFocusOnAdded } from "./useFocusOnAdded";
import { VisitButton } from "./VisitButton";
import { VisitFoot } from "./VisitFoot";
import { VisitHeading } from "./VisitHeading";

const tellBarBelow = tellHeight("--bar-below");

interface Props {
  day: Day;
  customer: CustomerState;
  /** Can the day still be changed? Said here where the page's header makes room for the visit. */
  mode?: ReactNode;
  /** The customer to go to from here, if there is one. */
  next: CustomerState | null;
  onNext: (customerCode: string) => void;
  /** Back to the list, on a phone. */
  onBack: () => void;
}

/** One customer: what was recommended, what was sold, and what follows. */
export function VisitPanel({ day, customer, mode, next, onNext, onBack }: Props) {
  const { t } = useTranslation("visit");
  const { name } = useFormats();
  const nameId = useId();
  const unsent = useUnsent(customer.customer_code);
  const { visited } = useEnteredVisit(customer);
  const readOnly = !useMay("supervise") || day.mode === "historical";
  const { plan } = day;
  const [filled, setFilled] = useState<Record<string, number>>({});
  const forgetFilled = useCallback((itemCode: string) => {
    setFilled(({ [itemCode]: _, ...others }) => others);
  }, []);
  const lines = useMemo(() => linesOf(plan, customer, unsent), [plan, customer, unsent]);
  const section = useRef<HTMLElement>(null);
  const focusOnAdded = useFocusOnAdded(section, lines);
  return (
    <section
      ref={section}
      aria-labelledby={nameId}
      data-visit={customer.customer_code}
      className="clear-of-bars @container/items flex min-w-0 flex-col overflow-clip bg-card max-md:min-h-dvh md:rounded-xl md:border md:border-line"
    >
      <VisitHeading
        id={nameId}
        day={day}
        customer={customer}
        mode={mode}
        onBack={onBack}
        readOnly={readOnly}
      />
      {lines.length > 0 ? (
        <>
          <InsightBar found={insights(customer, lines)} />
          <ItemGrid
            customerCode={customer.customer_code}
            lines={lines}
            readOnly={readOnly}
            onEntered={forgetFilled}
          />
        </>
      ) : (
        <p className="px-4 py-8 text-mute">
          {t(customer.planned ? "noLines" : "noLinesUnplanned")}
        </p>
      )}
      <RedistributedNote customer={customer} />
      {!readOnly && (
        <>
          <VisitFoot day={day} customer={customer} lines={lines} onAdded={focusOnAdded} />
          <div
            ref={tellBarBelow}
            data-bar
            className="sticky bottom-0 z-10 border-line border-t bg-card pb-[env(safe-area-inset-bottom)] max-md:mt-auto"
          >
            {lines.length > 0 && (
              <FillBar customer={customer} lines={lines} filled={filled} onFilled={setFilled} />
            )}
            <div className="flex gap-2 px-4 pb-3 md:hidden">
              <VisitButton customer={customer} className="flex min-w-0 flex-1" />
              {visited && next && (
                <Button
                  look="primary"
                  className="min-w-0 flex-1"
                  onClick={() => onNext(next.customer_code)}
                >
                  <span className="truncate">
                    {t("next", {
                      name: name({ name: next.customer_name, arabic: next.customer_name_ar }),
                    })}
                  </span>
                </Button>
              )}
            </div>
          </div>
        </>
      )}
    </section>
  );
}
