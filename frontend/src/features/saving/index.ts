export { SaveDialog } from "./SaveDialog";
