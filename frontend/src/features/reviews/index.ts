export { OpenReview } from "./OpenReview";
export { ReviewButton } from "./ReviewButton";
export { BESIDE } from "./ReviewFrame";
export type { Row } from "./rows";
