export { TokenList } from "./TokenList";
export { usePermissionName } from "./usePermissionName";
