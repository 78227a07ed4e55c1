import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { ProblemError } from "@/api/client";
import type { CustomerState, Day } from "@/api/types";
import { Button } from "@/components/Button";
import { Modal } from "@/components/Modal";
import { Notice } from "@/components/Notice";
import { ConflictOffer, isOutOfDate, Refused, StillOnTheirWay } from "@/features/conflict";
import { keyOfDay, lookAgain, useChange, useEnteredReasons, useSending } from "@/features/day";
import { ReasonPicker } from "@/features/visit";
import { useFormats } from "@/formats/useFormats";
import { useTranslation } from "@/formats/useTranslation";
import { UntoldWarning } from "./UntoldWarning";
import { useSave } from "./useSave";
import { warningsOf } from "./warnings";

interface Props {
  day: Day;
  onClose: () => void;
  onSaved: () => void;
  /** The ways on when somebody else saved first. */
  onMerge: () => void;
  onSeeVersion: (version: number) => void;
}

const NAMED = 6;

/** What is about to be saved, what is missing, and the last word. */
export function SaveDialog(props: Props) {
  const { day, onClose, onSaved, onMerge, onSeeVersion } = props;
  const { t } = useTranslation("saving");
  const { units, score } = useFormats();
  const { unsent } = useSending();
  const save = useSave(day, onSaved);
  const queries = useQueryClient();
  const key = keyOfDay(day);
  const { kpis } = day.state;
  const warnings = warningsOf(day);
  const conflict =
    save.error instanceof ProblemError && save.error.is("version-conflict") ? save.error : null;
  if (conflict) {
    // Whatever is chosen, the day is looked at again: it is not what this dialog was opened for.
    const leaveFor = (way: () => void) => () => {
      void lookAgain(queries, key);
      onClose();
      way();
    };
    const version = conflict.problem.current_version;
    return (
      <ConflictOffer
        day={day}
        conflict={conflict}
        onMerge={leaveFor(onMerge)}
        onSee={leaveFor(() => version && onSeeVersion(version))}
        onKeep={leaveFor(() => undefined)}
      />
    );
  }
  return (
    <Modal
      title={t("title")}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t("cancel")}</Button>
          <Button
            look="primary"
            busy={save.isPending}
            disabled={unsent.length > 0 || isOutOfDate(save.error)}
            onClick={() => save.submit(null)}
          >
            {t("confirm")}
          </Button>
        </>
      }
    >
      <p>
        {t("summary", {
          visited: units(kpis.visited_customers),
          planned: units(kpis.planned_customers),
          score: score(kpis.score),
        })}
      </p>
      <div className="mt-3 grid gap-2 *:rounded-lg empty:hidden">
        <Refused day={key} error={save.error} isRetrying={save.isRetrying} onOpenAgain={onClose} />
        <StillOnTheirWay />
        <UntoldWarning count={kpis.untold_quantities} untold={warnings.untold} />
        <Noted customers={warnings.noted} />
      </div>
      <NotVisited customers={warnings.notVisited} />
    </Modal>
  );
}

function Noted({ customers }: { customers: CustomerState[] }) {
  const { t } = useTranslation("saving");
  const { name } = useFormats();
  if (customers.length === 0) return null;
  const names = customers
    .slice(0, NAMED)
    .map((one) => name({ name: one.customer_name, arabic: one.customer_name_ar }));
  const more = customers.length - names.length;
  return (
    <Notice tone="amber">
      <span className="font-semibold">{t("noted", { count: customers.length })}</span>{" "}
      <bdi>{names.join(", ")}</bdi>
      {more > 0 && ` ${t("andMore", { count: more })}`}
    </Notice>
  );
}

function NotVisited({ customers }: { customers: CustomerState[] }) {
  const { t } = useTranslation("saving");
  const { name } = useFormats();
  const change = useChange();
  const reasonOf = useEnteredReasons();
  const [isOpen, setOpen] = useState(false);
  if (customers.length === 0) return null;
  const silent = customers.filter((customer) => !reasonOf(customer)).length;
  return (
    <details
      open={isOpen}
      onToggle={(event) => setOpen(event.currentTarget.open)}
      className="mt-3 rounded-xl border border-line"
    >
      <summary className="cursor-pointer px-4 py-3 font-semibold">
        {t("notVisited", { count: customers.length })}{" "}
        <span className="font-normal text-mute">{t("withoutReason", { count: silent })}</span>
      </summary>
      {isOpen &&
        customers.map((customer) => (
          <ReasonPicker
            key={customer.customer_code}
            label={name({ name: customer.customer_name, arabic: customer.customer_name_ar })}
            reason={reasonOf(customer)}
            onPick={(reason) =>
              change({ kind: "reason", customerCode: customer.customer_code, reason })
            }
            className="border-line border-t px-4 py-2"
          />
        ))}
    </details>
  );
}
