import type { Day } from "@/api/types";
import { MergeDialog } from "@/features/conflict";
import type { DayKey } from "@/features/day";
import { HistoryDialog, ReopenDialog } from "@/features/history";
import { SaveDialog } from "@/features/saving";

export type DialogName = "save" | "merge" | "history" | "reopen";
export type Done = "saved" | "merged" | "reopened";

interface Props {
  dialog: DialogName | null;
  day: Day;
  dayKey: DayKey;
  version: number | null;
  onDialog: (dialog: DialogName | null) => void;
  onDone: (done: Done) => void;
  onVersion: (version: number) => void;
}

/** The dialog that is open over the day, if there is one. */
export function DayDialogs(props: Props) {
  const { dialog, day, dayKey, version, onDialog, onDone, onVersion } = props;
  const onClose = () => onDialog(null);
  if (dialog === "save") {
    return (
      <SaveDialog
        day={day}
        onClose={onClose}
        onSaved={() => onDone("saved")}
        onMerge={() => onDialog("merge")}
        onSeeVersion={onVersion}
      />
    );
  }
  if (dialog === "merge") {
    return <MergeDialog day={day} onClose={onClose} onMerged={() => onDone("merged")} />;
  }
  if (dialog === "reopen") {
    return <ReopenDialog day={day} onClose={onClose} onReopened={() => onDone("reopened")} />;
  }
  if (dialog === "history") {
    const shown = version ?? (day.mode === "historical" ? day.session?.record_version : null);
    return (
      <HistoryDialog day={dayKey} shown={shown ?? null} onClose={onClose} onOpen={onVersion} />
    );
  }
  return null;
}
