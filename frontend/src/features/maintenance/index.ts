export { KeptInMaintenance } from "./KeptInMaintenance";
export { MaintenanceBanner } from "./MaintenanceBanner";
export { useMaintenance } from "./useMaintenance";
