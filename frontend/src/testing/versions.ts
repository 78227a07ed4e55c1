import type { AuditRecord, Difference, MergeCell, MergePreview, SessionVersion } from "@/api/types";

const NOON = "2026-11-23T12:00:00Z";

/** A cell of customer A that both changed: 12 before, 13 mine, 10 theirs. */
export function mergeCell(known: Partial<MergeCell> = {}): MergeCell {
  const customer = known.customer_code ?? "A";
  const item = known.item_code === undefined ? "1001" : known.item_code;
  return {
    customer_code: customer,
    customer_name: `Shop ${customer}`,
    customer_name_ar: null,
    field: "actual",
    item_code: item,
    item_name: item && `Item ${item}`,
    item_name_ar: null,
    before: 12,
    mine: 13,
    theirs: 10,
    merged: null,
    is_conflict: true,
    mine_at: NOON,
    theirs_at: NOON,
    ...known,
  };
}

/** A visit that both decided on, differently. */
export function visitCell(known: Partial<MergeCell> = {}): MergeCell {
  return mergeCell({
    field: "visited",
    item_code: null,
    before: true,
    mine: true,
    theirs: false,
    ...known,
  });
}

export function mergePreview(cells: MergeCell[], known: Partial<MergePreview> = {}): MergePreview {
  return {
    base_version: 1,
    current_version: 2,
    version_tag: "2.abcd",
    saved_by: "Huda",
    saved_at: NOON,
    session_status: "saved",
    cells,
    ...known,
  };
}

export function savedVersion(version: number, known: Partial<SessionVersion> = {}): SessionVersion {
  return {
    record_version: version,
    saved_at: NOON,
    saved_by: "Huda",
    how: "saved",
    from_version: version - 1,
    reopened_reason: null,
    ...known,
  };
}

export function difference(known: Partial<Difference> = {}): Difference {
  return {
    customer_code: "A",
    customer_name: "Shop A",
    customer_name_ar: null,
    field: "actual",
    item_code: "1001",
    item_name: "Item 1001",
    item_name_ar: null,
    before: 12,
    after: 10,
    ...known,
  };
}

export function auditRecord(known: Partial<AuditRecord> = {}): AuditRecord {
  return {
    happened_at: NOON,
    user_name: "Huda",
    action: "session_saved",
    record_version: 1,
    from_version: null,
    reason: null,
    detail: null,
    ...known,
  };
}
