import type { components } from "./schema";

type Schemas = components["schemas"];

export type Actual = Schemas["Actual"];
export type ApiToken = Schemas["Token"];
export type AuditRecord = Schemas["AuditRecord"];
export type Customer = Schemas["Customer"];
export type CustomerState = Schemas["CustomerState"];
/**
 * A day and what the answer's headers said of it. `version_tag`: to be sent in `If-Match`.
 * `draft_base`: the version from which the user's draft began, though the day was saved since.
 */
export type Day = Schemas["Day"] & { version_tag: string; draft_base: number | null };
export type DayChange = Schemas["DayChange"];
export type Deployment = Schemas["Deployment"];
export type Device = Schemas["Device"];
export type Difference = Schemas["Difference"];
export type Draw = Schemas["Draw"];
export type DrawRecipient = Schemas["DrawRecipient"];
export type Item = Schemas["Item"];
export type ItemState = Schemas["ItemState"];
export type Kpis = Schemas["Kpis"];
export type MadeToken = Schemas["MadeToken"];
export type Me = Schemas["Me"];
export type Maintenance = Schemas["AnnouncedMaintenance"];
export type MergeCell = Schemas["MergeCell"];
export type MergeChoice = Schemas["MergeChoice"];
export type MergePreview = Schemas["MergePreview"];
export type NotVisitedReason = Schemas["NotVisitedReason"];
export type OperationsReport = Schemas["OperationsReport"];
export type Outcome = Schemas["Outcome"];
export type Permission = Schemas["Permission"];
export type Person = Schemas["PersonPresent"];
export type Plan = Schemas["Plan"];
export type PlanLine = Schemas["PlanLine"];
export type RedistributionRules = Schemas["RedistributionRules"];
export type Reopened = Schemas["ReopenedNotice"];
export type ReportEndpoint = Schemas["ReportEndpoint"];
export type ReportFeed = Schemas["ReportFeed"];
export type ReportLine = Schemas["ReportLine"];
export type ReportPoint = Schemas["ReportPoint"];
export type ReportTarget = Schemas["ReportTarget"];
export type ResetLink = Schemas["ResetLink"];
export type Review = Schemas["Review"];
export type ReviewEvidence = Schemas["ReviewEvidence"];
export type ReviewPoint = Schemas["ReviewPoint"];
export type ReviewProgress = Schemas["ReviewProgress"];
export type Role = Schemas["Role"];
export type Route = Schemas["Route"];
export type RouteDate = Schemas["RouteDate"];
export type Saved = Schemas["SavedNotice"];
export type SessionSaved = Schemas["SessionSaved"];
export type SessionVersion = Schemas["SessionVersion"];
export type SignIn = Schemas["SignIn"];
export type Tier = Schemas["Tier"];
export type TrailRecord = Schemas["TrailRecord"];
export type User = Schemas["User"];
export type UserChanges = Schemas["UserChanges"];
