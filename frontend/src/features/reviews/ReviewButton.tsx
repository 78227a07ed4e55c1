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
  const [, select] = useSelection();
  return (
    <Button
      data-review-of={customerCode ?? ""}
      className={`whitespace-nowrap ${className}`}
      onPointerEnter={loadReview}
      onFocus={loadReview}
      onClick={() => select({ review: addressOfReview({ customerCode }) })}
    >
      {t(customerCode === null ? "routeReview" : "customerReview")}
    </Button>
  );
}
