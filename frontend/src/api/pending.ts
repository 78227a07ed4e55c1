import type { components } from "./schema";

type Problem = components["schemas"]["Problem"];
type Session = components["schemas"]["SavedSession"];
type Day = components["schemas"]["Day"];
type SessionSaved = components["schemas"]["SessionSaved"];

type CellValue = number | boolean | string | null;
type CellField = "visited" | "not_visited_reason" | "actual";

interface NamedCell {
  customer_code: string;
  customer_name: string;
  customer_name_ar: string | null;
  field: CellField;
  item_code: string | null;
  item_name: string | null;
  item_name_ar: string | null;
}

export interface MergeCell extends NamedCell {
  before: CellValue;
  mine: CellValue;
  theirs: CellValue;
  merged: CellValue;
  is_conflict: boolean;
  mine_at: string | null;
  theirs_at: string | null;
}

export interface MergePreview {
  base_version: number;
  current_version: number;
  version_tag: string;
  saved_by: string;
  saved_at: string;
  session_status: "saved" | "reopened";
  cells: MergeCell[];
}

export interface MergeChoice {
  customer_code: string;
  field: CellField;
  item_code: string | null;
  choice: "mine" | "theirs";
}

export interface NamedDifference extends NamedCell {
  before: CellValue;
  after: CellValue;
}

export interface SessionVersion {
  record_version: number;
  saved_at: string;
  saved_by: string;
  how: "saved" | "merged";
  from_version: number | null;
  reopened_reason: string | null;
}

export interface AuditRecord {
  happened_at: string;
  user_name: string;
  action: string;
  record_version: number | null;
  from_version: number | null;
  reason: string | null;
  detail: Record<string, unknown> | null;
}

export interface SessionReopened {
  session: Session;
  reopened_by: string;
  reopened_at: string;
  reason: string;
}

interface Place {
  route_code: string;
  date: string;
}
interface Guard {
  "if-match"?: string | null;
  "idempotency-key"?: string | null;
}
interface Get<Path, Body> {
  get: {
    parameters: { path: Path };
    responses: {
      200: { content: { "application/json": Body } };
      default: { content: { "application/problem+json": Problem } };
    };
  };
}
interface Post<Asked, Status extends number, Body> {
  post: {
    parameters: { path: Place; header?: Guard };
    requestBody: { content: { "application/json": Asked } };
    responses: { [S in Status]: { content: { "application/json": Body } } } & {
      default: { content: { "application/problem+json": Problem } };
    };
  };
}

export interface PendingPaths {
  "/api/days/{route_code}/{date}/merge": Get<Place, MergePreview>;
  "/api/days/{route_code}/{date}/session/merge": Post<
    { choices: MergeChoice[] },
    201,
    SessionSaved
  >;
  "/api/days/{route_code}/{date}/session/reopen": Post<{ reason: string }, 200, SessionReopened>;
  "/api/days/{route_code}/{date}/draft": {
    delete: {
      parameters: { path: Place };
      responses: {
        204: { content: { "application/json": never } };
        default: { content: { "application/problem+json": Problem } };
      };
    };
  };
  "/api/days/{route_code}/{date}/versions": Get<Place, SessionVersion[]>;
  "/api/days/{route_code}/{date}/versions/{record_version}": Get<
    Place & { record_version: number },
    Day
  >;
  "/api/days/{route_code}/{date}/versions/{before}/differences/{after}": Get<
    Place & { before: number; after: number },
    NamedDifference[]
  >;
  "/api/days/{route_code}/{date}/audit": Get<Place, AuditRecord[]>;
}
