import type { MergeCell, MergeChoice, MergePreview } from "@/api/types";

export type Side = MergeChoice["choice"];

/** Who changed a cell that needs no choice. */
export type ChangedBy = Side | "both";

/** A choice, and between what it was made: it stands as long as that is the same. */
export interface Choice {
  side: Side;
  mine: MergeCell["mine"];
  theirs: MergeCell["theirs"];
}

export type Choices = Readonly<Record<string, Choice>>;

/** The cells of one customer. */
export interface CustomerCells<Cell> {
  customer: Pick<MergeCell, "customer_code" | "customer_name" | "customer_name_ar">;
  cells: Cell[];
}

export function cellKey(cell: Pick<MergeCell, "customer_code" | "field" | "item_code">): string {
  return JSON.stringify([cell.customer_code, cell.field, cell.item_code]);
}

/** The cells by customer, in the order in which they come. */
export function byCustomer<Cell extends CustomerCells<Cell>["customer"]>(
  cells: readonly Cell[],
): CustomerCells<Cell>[] {
  const groups = new Map<string, CustomerCells<Cell>>();
  for (const cell of cells) {
    const group = groups.get(cell.customer_code);
    if (group) group.cells.push(cell);
    else groups.set(cell.customer_code, { customer: cell, cells: [cell] });
  }
  return [...groups.values()];
}

/** What the preview says, told apart by who has to decide. */
export function parted(preview: MergePreview | undefined) {
  const cells = preview?.cells ?? [];
  return {
    conflicts: cells.filter((cell) => cell.is_conflict),
    settled: cells.filter((cell) => !cell.is_conflict),
  };
}

export function changedBy(cell: MergeCell): ChangedBy {
  if (cell.mine === cell.before) return "theirs";
  return cell.theirs === cell.before ? "mine" : "both";
}

/** The choices that still stand: the cell is in conflict, between the same two values. */
export function standing(choices: Choices, conflicts: readonly MergeCell[]): Choices {
  const found: Record<string, Choice> = {};
  for (const cell of conflicts) {
    const choice = choices[cellKey(cell)];
    if (choice && choice.mine === cell.mine && choice.theirs === cell.theirs) {
      found[cellKey(cell)] = choice;
    }
  }
  return found;
}

/** The choices with the same side for all these cells. */
export function choose(choices: Choices, cells: readonly MergeCell[], side: Side): Choices {
  const made = cells.map(
    (cell) => [cellKey(cell), { side, mine: cell.mine, theirs: cell.theirs }] as const,
  );
  return { ...choices, ...Object.fromEntries(made) };
}

/** The choices as they are sent. */
export function sentChoices(choices: Choices, conflicts: readonly MergeCell[]): MergeChoice[] {
  return conflicts.flatMap((cell) => {
    const choice = choices[cellKey(cell)];
    const { customer_code, field, item_code } = cell;
    return choice ? [{ customer_code, field, item_code, choice: choice.side }] : [];
  });
}
