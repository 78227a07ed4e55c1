import type { SessionVersion } from "@/api/types";
import { Button } from "@/components/Button";
import { Tag } from "@/components/Tag";
import { useFormats } from "@/formats/useFormats";
import { useTranslation } from "@/formats/useTranslation";

interface Props {
  versions: readonly SessionVersion[];
  /** The version that the page shows; null while the day is live. */
  shown: number | null;
  onOpen: (version: number) => void;
  /** Show what a version changed against the one before it. */
  onCompare: (version: number) => void;
}

/** Every saved version, the newest first: who, when, how, and the ways into it. */
export function VersionList({ versions, shown, onOpen, onCompare }: Props) {
  const { t } = useTranslation("history");
  const { date, time } = useFormats();
  if (versions.length === 0) return <p className="text-mute">{t("none")}</p>;
  return (
    <ol className="grid gap-2">
      {versions.map((one, index) => {
        const { record_version: version, saved_at: at, saved_by: name } = one;
        return (
          <li
            key={version}
            className={`flex flex-wrap items-center gap-x-4 gap-y-2 rounded-xl border px-4 py-3 ${version === shown ? "border-brand" : "border-line"}`}
          >
            <div className="min-w-0 flex-1 basis-56">
              <p className="flex flex-wrap items-center gap-2 font-semibold">
                {t("version", { version })}
                {index === 0 && <Tag tone="green">{t("newest")}</Tag>}
              </p>
              <p>{t("by", { name, date: date(at), time: time(at) })}</p>
              <p className="text-mute text-xs">
                <How version={one} />
              </p>
            </div>
            <div className="flex gap-2 max-md:w-full max-md:*:flex-1">
              {index < versions.length - 1 && (
                <Button
                  aria-label={t("whatChangedIn", { version })}
                  onClick={() => onCompare(version)}
                >
                  {t("whatChanged")}
                </Button>
              )}
              <Button aria-label={t("openVersion", { version })} onClick={() => onOpen(version)}>
                {t("open")}
              </Button>
            </div>
          </li>
        );
      })}
    </ol>
  );
}

function How({ version }: { version: SessionVersion }) {
  const { t } = useTranslation("history");
  const { how, from_version: from, reopened_reason: reason } = version;
  return (
    <>
      {from ? t(`howFrom.${how}`, { from }) : t(`how.${how}`)}
      {reason && (
        <> · {t("reopenedBefore", { from: from ?? version.record_version - 1, reason })}</>
      )}
    </>
  );
}
