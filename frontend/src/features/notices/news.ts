import type { Day } from "@/api/types";
import type { DayNotice } from "./NoticeStream";

/** Whether the day, as the page shows it, is from before what the notice tells. */
export function isNews(day: Day, notice: DayNotice): boolean {
  const shown = day.session?.record_version ?? 0;
  if (shown !== notice.record_version) return shown < notice.record_version;
  // A version is reopened after it is saved.
  return notice.kind === "reopened" && day.mode === "historical";
}
