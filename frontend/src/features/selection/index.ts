export {
  customerSearchQuery,
  deploymentQuery,
  itemSearchQuery,
  routeDatesQuery,
  routesQuery,
} from "./catalogue";
export { DatePicker } from "./DatePicker";
export { nearestDates } from "./dates";
export { RoutePicker } from "./RoutePicker";
export { recentFirst, recentRoutes, rememberRoute } from "./recentRoutes";
export {
  type Selection,
  useDateInAddress,
  useNoVersionInAddress,
  useSelection,
} from "./useSelection";
