export { SalesSupervision } from "./SalesSupervision";
