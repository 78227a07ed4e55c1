import { useRef } from "react";
import { ProblemError } from "@/api/client";
import type { Day, MergePreview } from "@/api/types";
import { Button } from "@/components/Button";
import { Modal } from "@/components/Modal";
import { Notice } from "@/components/Notice";
import { Skeleton } from "@/components/Skeleton";
import { keyOfDay, useSending } from "@/features/day";
import { useFormats } from "@/formats/useFormats";
import { useTranslation } from "@/formats/useTranslation";
import { Conflicts } from "./Conflicts";
import { parted, sentChoices, standing } from "./cells";
import { Refused } from "./Refused";
import { Settled } from "./Settled";
import { StillOnTheirWay } from "./StillOnTheirWay";
import { useChoices } from "./useChoices";
import { useMergePreview, useSaveMerge } from "./useMerge";

interface Props {
  day: Day;
  /** Closed without a merge; what was chosen is kept. */
  onClose: () => void;
  onMerged: () => void;
}

/** Mine and theirs side by side: nothing is chosen silently, and the merge is the next version. */
export function MergeDialog({ day, onClose, onMerged }: Props) {
  const { t } = useTranslation("conflict");
  const key = keyOfDay(day);
  const body = useRef<HTMLDivElement>(null);
  const isWaiting = useSending().unsent.length > 0;
  const preview = useMergePreview(key, isWaiting);
  const [kept, keep] = useChoices(key);
  const merge = useSaveMerge(key, preview.data, onMerged);
  const { conflicts, settled } = parted(preview.data);
  const choices = standing(kept, conflicts);
  const left = conflicts.length - Object.keys(choices).length;
  const version = (preview.data?.current_version ?? 0) + 1;
  const isGone = preview.error instanceof ProblemError;
  const isOpen = preview.data !== undefined && !isGone;

  function goToNext(): void {
    const next = body.current?.querySelector<HTMLElement>("[data-undecided] input");
    next?.focus();
    next?.closest("fieldset")?.scrollIntoView({ block: "center" });
  }

  return (
    <Modal
      size="wide"
      title={t("merge.title", { version: version - 1 })}
      onClose={onClose}
      footer={
        <>
          <Button look="quiet" className="md:me-auto max-md:flex-1" onClick={onClose}>
            {t("merge.keepAside")}
          </Button>
          {isOpen && left > 0 && (
            <Button look="link" className="max-md:flex-1" onClick={goToNext}>
              {t("merge.next", { count: left })}
            </Button>
          )}
          {isOpen && (
            <Button
              look="primary"
              className="max-md:basis-full"
              busy={merge.isPending}
              disabled={left > 0 || isWaiting || preview.isFetching}
              onClick={() => merge.submit(sentChoices(choices, conflicts))}
            >
              {t("merge.save", { version })}
            </Button>
          )}
        </>
      }
    >
      <div ref={body}>
        {isOpen && <Moved error={merge.error} preview={preview.data} />}
        {preview.isPending && <Skeleton rows={5} label={t("merge.loading")} />}
        {isGone && <Notice tone="blue">{t("merge.gone")}</Notice>}
        <div className="mb-3 grid gap-2 *:rounded-lg empty:hidden">
          <StillOnTheirWay />
          {!isConflict(merge.error) && (
            <Refused
              day={key}
              error={merge.error ?? (isGone ? null : preview.error)}
              isRetrying={merge.isRetrying}
              onOpenAgain={onClose}
            />
          )}
        </div>
        {isOpen && (
          <>
            <Who preview={preview.data} date={day.date} />
            <Conflicts conflicts={conflicts} choices={choices} date={day.date} onChoose={keep} />
            <Settled cells={settled} date={day.date} />
          </>
        )}
      </div>
    </Modal>
  );
}

function isConflict(error: Error | null): boolean {
  return error instanceof ProblemError && error.is("version-conflict");
}

function Who({ preview, date }: { preview: MergePreview; date: string }) {
  const { t } = useTranslation("conflict");
  const { moment } = useFormats();
  const { saved_by: name, current_version: version, base_version: base } = preview;
  const time = moment(preview.saved_at, date);
  return (
    <p className="text-mute">
      {base > 0
        ? t("merge.who", { name, version, time, base })
        : t("merge.whoFirst", { name, version, time })}
    </p>
  );
}

/** The day was saved once more while this dialog was open. */
function Moved({ error, preview }: { error: Error | null; preview: MergePreview }) {
  const { t } = useTranslation("conflict");
  if (!isConflict(error)) return null;
  return (
    <div className="mb-3 *:rounded-lg">
      <Notice tone="amber" role="alert">
        {t("merge.moved", { version: preview.current_version, name: preview.saved_by })}
      </Notice>
    </div>
  );
}
