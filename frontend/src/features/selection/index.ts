export {
  customerSearchQuery,
  deploymentQuery,
  itemSearchQuery,
  routeDatesQuery,
  routesQuery,
} from "./catalogue";
export { DatePicker } from "./DatePicker";
export { RoutePicker } from "./RoutePicker";
export { type Selection, useSelection } from "./useSelection";
