export { ConflictOffer } from "./ConflictOffer";
export { byCustomer } from "./cells";
export { KeptAside } from "./KeptAside";
export { MergeDialog } from "./MergeDialog";
export { isOutOfDate, Refused } from "./Refused";
export { StillOnTheirWay } from "./StillOnTheirWay";
export { useCellText } from "./useCellText";
