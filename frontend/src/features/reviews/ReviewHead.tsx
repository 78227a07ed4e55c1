import type { ReactNode } from "react";
import type { Review } from "@/api/types";
import { Notice } from "@/components/Notice";
import { Tag } from "@/components/Tag";
import { useTranslation } from "@/formats/useTranslation";
import { useWrittenBy } from "./useWrittenBy";

interface Props {
  review: Review;
  /** Of the day that one looks at. */
  date: string;
  isOld: boolean;
  action: ReactNode;
}

/** Who wrote the review, when and at what cost, and whether it still tells how things stand. */
export function ReviewHead({ review, date, isOld, action }: Props) {
  const { t } = useTranslation("reviews");
  const { analyst, when, cost } = useWrittenBy(review, date);
  return (
    <>
      <div className="flex min-h-12 items-center gap-3 border-line border-b px-4 py-1.5">
        <p className="min-w-0 flex-1 text-mute text-xs">
          <bdi>{analyst}</bdi> · {when} · {cost}{" "}
          {isOld && <Tag tone="amber">{t("figuresChanged")}</Tag>}
        </p>
        {action}
      </div>
      {review.fallback_reason && (
        <Notice tone="amber">{t(`fallback.${review.fallback_reason}`)}</Notice>
      )}
    </>
  );
}
