/** Fetches what draws a review; called early where somebody is about to open one. */
export const loadReview = () => import("./ReviewContent");
