import type { Day } from "@/api/types";
import { useSelection } from "@/features/selection";
import { reviewInAddress } from "./openedReview";
import { ReviewFrame } from "./ReviewFrame";
import type { Row } from "./rows";

interface Props {
  day: Day;
  /** Show the row that a point speaks of. */
  onRow: (row: Row) => void;
}

/** The review that the address names, if it names one. */
export function OpenReview({ day, onRow }: Props) {
  const [selection, select] = useSelection();
  const opened = reviewInAddress(selection.review);
  if (!opened || selection.version !== null) return null;
  return (
    <ReviewFrame
      day={day}
      customerCode={opened.customerCode}
      onClose={() => select({ review: null })}
      onRow={onRow}
    />
  );
}
