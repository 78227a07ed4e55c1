export { RedistributionFeed } from "./RedistributionFeed";
