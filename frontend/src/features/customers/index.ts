export { CustomerList } from "./CustomerList";
export { split } from "./ordering";
export { VisitToggle } from "./VisitToggle";
