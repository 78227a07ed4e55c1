import type { ReactNode } from "react";
import type { ProblemError } from "@/api/client";
import type { Day } from "@/api/types";
import { Modal } from "@/components/Modal";
import { useFormats } from "@/formats/useFormats";
import { useTranslation } from "@/formats/useTranslation";

interface Props {
  day: Day;
  conflict: ProblemError;
  onMerge: () => void;
  onSee: () => void;
  onKeep: () => void;
}

/** Somebody else saved first: who and when, that nothing is lost, and the three ways on. */
export function ConflictOffer({ day, conflict, onMerge, onSee, onKeep }: Props) {
  const { t } = useTranslation("conflict");
  const { moment } = useFormats();
  const { saved_by: name, saved_at: at, current_version: version, differences } = conflict.problem;
  const isKnown = name && at && version;
  return (
    <Modal title={name ? t("offer.title", { name }) : conflict.problem.title} onClose={onKeep}>
      <div role="alert">
        <p>
          {isKnown
            ? t("offer.when", { name, version, time: moment(at, day.date) })
            : t("offer.plain")}
        </p>
        {differences && differences.length > 0 && (
          <p className="mt-2 font-semibold">{t("offer.differs", { count: differences.length })}</p>
        )}
      </div>
      <div className="mt-4 grid gap-2">
        <Way look="first" title={t("offer.merge")} help={t("offer.mergeHelp")} onPick={onMerge} />
        <Way title={t("offer.see")} help={t("offer.seeHelp")} onPick={onSee} />
        <Way title={t("offer.keep")} help={t("offer.keepHelp")} onPick={onKeep} />
      </div>
    </Modal>
  );
}

interface WayProps {
  look?: "first" | "plain";
  title: string;
  help: ReactNode;
  onPick: () => void;
}

function Way({ look = "plain", title, help, onPick }: WayProps) {
  const colours =
    look === "first"
      ? "border-brand bg-brand-soft text-brand hover:brightness-105"
      : "border-line bg-field hover:border-edge";
  return (
    <button
      type="button"
      onClick={onPick}
      className={`flex items-center gap-3 rounded-xl border px-4 py-3 text-start transition-colors ${colours}`}
    >
      <span className="min-w-0 flex-1">
        <span className="block font-semibold">{title}</span>
        <span className={`block text-xs ${look === "first" ? "" : "text-mute"}`}>{help}</span>
      </span>
      <span aria-hidden="true" className="text-lg rtl:-scale-x-100">
        ›
      </span>
    </button>
  );
}
