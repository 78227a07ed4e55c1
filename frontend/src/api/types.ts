import type { components } from "./schema";

type Schemas = components["schemas"];

export type Actual = Schemas["Actual"];
export type Customer = Schemas["Customer"];
export type CustomerState = Schemas["CustomerState"];
export type Day = Schemas["Day"];
export type DayChange = Schemas["DayChange"];
export type Deployment = Schemas["Deployment"];
export type Draw = Schemas["Draw"];
export type DrawRecipient = Schemas["DrawRecipient"];
export type Item = Schemas["Item"];
export type ItemState = Schemas["ItemState"];
export type Kpis = Schemas["Kpis"];
export type NotVisitedReason = Schemas["NotVisitedReason"];
export type Outcome = Schemas["Outcome"];
export type Plan = Schemas["Plan"];
export type PlanLine = Schemas["PlanLine"];
export type Review = Schemas["Review"];
export type ReviewEvidence = Schemas["ReviewEvidence"];
export type ReviewPoint = Schemas["ReviewPoint"];
export type ReviewProgress = Schemas["ReviewProgress"];
export type Route = Schemas["Route"];
export type RouteDate = Schemas["RouteDate"];
export type SessionSaved = Schemas["SessionSaved"];
export type Tier = Schemas["Tier"];
