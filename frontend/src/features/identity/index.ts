export { DemoBanner } from "./DemoBanner";
export { LookOnly } from "./LookOnly";
export { Me } from "./Me";
export { meQuery, useMay } from "./me";
