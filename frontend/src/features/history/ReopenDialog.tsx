import { useQueryClient } from "@tanstack/react-query";
import { useId, useState } from "react";
import { answerOf, client } from "@/api/client";
import type { Day } from "@/api/types";
import { Button } from "@/components/Button";
import { Modal } from "@/components/Modal";
import { isOutOfDate, Refused } from "@/features/conflict";
import { dayPath, keyOfDay, lookAgain, useSubmission } from "@/features/day";
import { useTranslation } from "@/formats/useTranslation";

const SHORTEST = 3;
const LONGEST = 500;

interface Props {
  day: Day;
  onClose: () => void;
  onReopened: () => void;
}

/** What reopening means, and the reason that it asks for. */
export function ReopenDialog({ day, onClose, onReopened }: Props) {
  const { t } = useTranslation("history");
  const id = useId();
  const [reason, setReason] = useState("");
  const reopening = useReopen(day, onReopened);
  const given = reason.trim();
  const version = day.session?.record_version ?? 0;
  return (
    <Modal
      title={t("reopen.title")}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t("reopen.cancel")}</Button>
          <Button
            look="primary"
            busy={reopening.isPending}
            disabled={given.length < SHORTEST || isOutOfDate(reopening.error)}
            onClick={() => reopening.submit(given)}
          >
            {t("reopen.confirm")}
          </Button>
        </>
      }
    >
      <p>{t("reopen.means", { version, next: version + 1 })}</p>
      <div className="mt-3 *:rounded-lg empty:hidden">
        <Refused
          day={keyOfDay(day)}
          error={reopening.error}
          isRetrying={reopening.isRetrying}
          onOpenAgain={onClose}
        />
      </div>
      <label htmlFor={`${id}-reason`} className="mt-4 block font-semibold">
        {t("reopen.reason")}
      </label>
      <textarea
        id={`${id}-reason`}
        aria-describedby={`${id}-help`}
        rows={3}
        maxLength={LONGEST}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
        className="mt-1 block w-full rounded-xl border border-edge bg-field px-3 py-2 text-base"
      />
      <p id={`${id}-help`} className="mt-1 flex gap-3 text-mute text-xs">
        <span className="flex-1">{t("reopen.reasonHelp")}</span>
        <span>{t("reopen.count", { count: reason.length })}</span>
      </p>
    </Modal>
  );
}

function useReopen(day: Day, onReopened: () => void) {
  const queries = useQueryClient();
  const key = keyOfDay(day);
  return useSubmission({
    versionTag: day.version_tag,
    send: (reason: string, guard) =>
      answerOf(
        client.POST("/api/days/{route_code}/{date}/session/reopen", {
          params: { path: dayPath(key), header: guard },
          body: { reason },
        }),
      ),
    onDone: async () => {
      await lookAgain(queries, key);
      onReopened();
    },
  });
}
