import type { Review } from "@/api/types";
import { useFormats } from "@/formats/useFormats";
import { useTranslation } from "@/formats/useTranslation";

/** Who wrote a review, when and at what cost, in words. */
export function useWrittenBy(review: Review, date: string) {
  const { t } = useTranslation("reviews");
  const { moment, price } = useFormats();
  const isBuiltIn = review.analyst.kind === "built_in";
  const cost =
    review.price === null
      ? t("priceUnknown")
      : review.price === 0
        ? t("free")
        : price(review.price);
  return {
    analyst: isBuiltIn ? t("builtIn") : review.analyst.model,
    when: moment(review.written_at, date),
    cost,
  };
}
