export { ReasonPicker } from "./ReasonPicker";
export { VisitPanel } from "./VisitPanel";
