export { HistoryDialog } from "./HistoryDialog";
export { versionQuery } from "./queries";
export { ReopenDialog } from "./ReopenDialog";
export { VersionNotice } from "./VersionNotice";
