import type { Day } from "@/api/types";
import { Button } from "@/components/Button";
import { useMay } from "@/features/identity";
import { ReviewButton } from "@/features/reviews";
import { useTranslation } from "@/formats/useTranslation";
import type { DialogName } from "./DayDialogs";

interface Props {
  day: Day;
  /** An earlier version is shown: nothing can be done to it. */
  isEarlier: boolean;
  onOpen: (dialog: DialogName) => void;
}

/** What can be done with the day as a whole, as it stands. */
export function DayActions({ day, isEarlier, onOpen }: Props) {
  const { t } = useTranslation("page");
  const maySave = useMay("supervise");
  const mayReopen = useMay("reopen");
  return (
    <>
      <ReviewButton customerCode={null} />
      {day.session && <Button onClick={() => onOpen("history")}>{t("versions")}</Button>}
      {!isEarlier && mayReopen && day.mode === "historical" && (
        <Button onClick={() => onOpen("reopen")}>{t("reopen")}</Button>
      )}
      {!isEarlier && maySave && day.mode === "live" && (
        <Button look="primary" onClick={() => onOpen("save")}>
          {t("save")}
        </Button>
      )}
    </>
  );
}
