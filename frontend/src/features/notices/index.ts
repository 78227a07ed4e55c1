export { AlsoHere } from "./AlsoHere";
export { NewsNotice } from "./NewsNotice";
export { useNotices } from "./useNotices";
