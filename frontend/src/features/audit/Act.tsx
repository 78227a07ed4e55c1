import type { TrailRecord } from "@/api/types";
import { Tag } from "@/components/Tag";
import { useFormats } from "@/formats/useFormats";
import { useTranslation } from "@/formats/useTranslation";
import { aboutWhom, detailsOf } from "./details";
import { useActionName } from "./useActionName";

const ALARMING = ["sign_in_failed", "user_disabled"];

/** One act: when, who, what, to whom or to which day, and what belongs to it. */
export function Act({ act }: { act: TrailRecord }) {
  const { t } = useTranslation("audit");
  const { date, time } = useFormats();
  const nameOf = useActionName();
  const about = aboutWhom(act);
  const { happened_at: at, user_name: name, record_version: version } = act;
  return (
    <li className="row-drawn-when-near grid gap-x-4 gap-y-1 border-line border-b px-4 py-2.5 last:border-0 md:grid-cols-[9.5rem_minmax(0,3fr)_minmax(0,4fr)]">
      <time dateTime={at} className="text-mute text-xs leading-5">
        {date(at)} {time(at)}
      </time>
      <div className="wrap-anywhere min-w-0">
        <p>
          <bdi className="font-semibold">{name}</bdi>{" "}
          <Tag tone={ALARMING.includes(act.action) ? "amber" : "grey"}>{nameOf(act.action)}</Tag>
          {about && (
            <>
              {" "}
              <bdi>{about}</bdi>
            </>
          )}
        </p>
        <Day act={act} version={version} />
      </div>
      <div className="wrap-anywhere min-w-0 text-mute text-xs leading-5">
        {act.reason && (
          <p className="border-line border-s-2 ps-2 text-ink">
            <bdi>{act.reason}</bdi>
          </p>
        )}
        <dl>
          {detailsOf(act).map(([part, value]) => (
            <div key={part} className="inline">
              <dt className="inline">{part}: </dt>
              <dd className="me-3 inline">
                <bdi>{value}</bdi>
              </dd>
            </div>
          ))}
          {act.request_id && (
            <div className="inline">
              <dt className="inline">{t("request")}: </dt>
              <dd className="inline font-mono">{act.request_id}</dd>
            </div>
          )}
        </dl>
      </div>
    </li>
  );
}

function Day({ act, version }: { act: TrailRecord; version: number | null }) {
  const { t } = useTranslation("audit");
  const { date } = useFormats();
  const { route_code: route, supervision_date: on } = act;
  if (!route || !on) return null;
  return (
    <p className="text-xs">
      <a
        href={`/?${new URLSearchParams({ route, date: on })}`}
        className="inline-flex min-h-6 items-center text-brand underline"
      >
        {t("day", { route, date: date(on) })}
      </a>
      {Boolean(version) && <span className="text-mute"> · {t("version", { version })}</span>}
    </p>
  );
}
