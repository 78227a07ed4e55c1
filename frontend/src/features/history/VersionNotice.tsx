import type { Day } from "@/api/types";
import { Button } from "@/components/Button";
import { Notice } from "@/components/Notice";
import { useTranslation } from "@/formats/useTranslation";

interface Props {
  /** The day as it was in the version one looks at. */
  day: Day;
  newest: Day | undefined;
  onBack: () => void;
}

/** Which earlier version one looks at, and the way back. */
export function VersionNotice({ day, newest, onBack }: Props) {
  const { t } = useTranslation("history");
  if (!day.session) return null;
  const { record_version: version } = day.session;
  return (
    <Notice
      tone="blue"
      role="status"
      action={
        <Button onClick={onBack}>
          {t(newest?.mode === "live" ? "backToLive" : "backToNewest")}
        </Button>
      }
    >
      {t("looking", { version, newest: newest?.session?.record_version ?? version })}
    </Notice>
  );
}
