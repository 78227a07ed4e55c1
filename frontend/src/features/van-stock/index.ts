export { VanStock } from "./VanStock";
