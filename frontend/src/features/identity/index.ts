export { Me } from "./Me";
