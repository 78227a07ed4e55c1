import type { Day } from "@/api/types";
import { Button } from "@/components/Button";
import { Notice } from "@/components/Notice";
import { useFormats } from "@/formats/useFormats";
import { useTranslation } from "@/formats/useTranslation";
import type { DayNotice } from "./NoticeStream";
import type { Notices } from "./useNotices";

/** What somebody else did to the day that is open, and how to see it. */
export function NewsNotice({ day, notices }: { day: Day; notices: Notices }) {
  const { t } = useTranslation("notices");
  const { notice, isBehind, look, dismiss } = notices;
  if (!notice) return null;
  const isLive = day.mode === "live";
  return (
    <Notice
      tone="blue"
      role="status"
      action={
        <div className="flex flex-wrap gap-2">
          {isBehind && <Button onClick={look}>{isLive ? t("seeTheirs") : t("showNow")}</Button>}
          <Button look="quiet" onClick={dismiss}>
            {t("dismiss")}
          </Button>
        </div>
      }
    >
      <Told notice={notice} day={day} /> {isBehind && isLive && t("draftStays")}
    </Notice>
  );
}

function Told({ notice, day }: { notice: DayNotice; day: Day }) {
  const { t } = useTranslation("notices");
  const { moment } = useFormats();
  const told = {
    name: notice.by,
    version: notice.record_version,
    time: moment(notice.at, day.date),
  };
  if (notice.kind === "saved") {
    return notice.how === "merged" ? t("merged", told) : t("saved", told);
  }
  return notice.reason ? t("reopenedFor", { ...told, reason: notice.reason }) : t("reopened", told);
}
