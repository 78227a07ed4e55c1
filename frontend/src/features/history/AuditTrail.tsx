import { useQuery } from "@tanstack/react-query";
import type { AuditRecord } from "@/api/types";
import type { DayKey } from "@/features/day";
import { useFormats } from "@/formats/useFormats";
import { useTranslation } from "@/formats/useTranslation";
import { Awaited } from "./Awaited";
import { auditQuery } from "./queries";

const ACTIONS = ["session_saved", "session_merged", "session_reopened", "draft_discarded"];

/** Who did what to the day, when, from which version, and why. */
export function AuditTrail({ day }: { day: DayKey }) {
  const { t } = useTranslation("history");
  const audit = useQuery(auditQuery(day));
  return (
    <Awaited query={audit}>
      {(records) =>
        records.length === 0 ? (
          <p className="text-mute">{t("noAudit")}</p>
        ) : (
          <ol>
            {records.map((record, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: nothing in a trail ever moves.
              <Happening key={index} record={record} />
            ))}
          </ol>
        )
      }
    </Awaited>
  );
}

function Happening({ record }: { record: AuditRecord }) {
  const { t } = useTranslation("history");
  const { date, time } = useFormats();
  const { happened_at: at, user_name: name, action, reason } = record;
  const version = record.record_version;
  const choices = choicesIn(record);
  return (
    <li className="grid gap-x-4 border-line border-b py-2.5 last:border-0 md:grid-cols-[10.5rem_minmax(0,1fr)]">
      <time dateTime={at} className="text-mute text-xs leading-5">
        {date(at)} {time(at)}
      </time>
      <div className="min-w-0">
        <p>
          <bdi className="font-semibold">{name}</bdi>{" "}
          {ACTIONS.includes(action)
            ? t(`action.${action}`, { version })
            : t("actionOther", { action })}
          {Boolean(record.from_version) && action !== "session_reopened" && (
            <span className="text-mute"> · {t("began", { from: record.from_version })}</span>
          )}
          {choices > 0 && <span className="text-mute"> · {t("choices", { count: choices })}</span>}
        </p>
        {reason && (
          <p className="mt-0.5 border-line border-s-2 ps-2 text-mute">
            <bdi>{reason}</bdi>
          </p>
        )}
      </div>
    </li>
  );
}

function choicesIn({ detail }: AuditRecord): number {
  const choices = detail?.choices;
  return Array.isArray(choices) ? choices.length : 0;
}
