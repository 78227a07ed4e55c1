import { Button } from "@/components/Button";
import { useSelection } from "@/features/selection";
import { useTranslation } from "@/formats/useTranslation";
import { loadReview } from "./loadReview";
import { addressOfReview, type OpenedReview } from "./openedReview";

interface Props extends OpenedReview {
  className?: string;
}

/** Opens the review of the route, or of a customer. */
export function ReviewButton({ customerCode, className = "" }: Props) {
  const { t } = useTranslation("reviews");
  const [selection, select] = useSelection();
  const name = t(customerCode === null ? "routeReview" : "customerReview");
  // An earlier version shows its figures; the reviews are of the newest.
  if (selection.version !== null) return null;
  return (
    <Button
      aria-label={name}
      data-review-of={customerCode ?? ""}
      className={`whitespace-nowrap ${className}`}
      onPointerEnter={loadReview}
      onFocus={loadReview}
      onClick={() => select({ review: addressOfReview({ customerCode }) })}
    >
      <span className="max-md:hidden">{name}</span>
      {/* Beside what it is of, the one word says enough where there is little room. */}
      <span className="md:hidden">{t("review")}</span>
    </Button>
  );
}
