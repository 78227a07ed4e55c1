import { describe, expect, it } from "vitest";
import { mergeCell, mergePreview, visitCell } from "@/testing/versions";
import { byCustomer, cellKey, changedBy, choose, parted, sentChoices, standing } from "./cells";

const both = mergeCell();
const visit = visitCell({ customer_code: "B" });

describe("the cells of a merge", () => {
  it("are told apart by who has to decide", () => {
    const mine = mergeCell({ item_code: "1002", theirs: 12, merged: 13, is_conflict: false });
    expect(parted(mergePreview([both, mine]))).toEqual({ conflicts: [both], settled: [mine] });
  });

  it("say which side changed them", () => {
    expect(changedBy(mergeCell({ mine: 13, theirs: 12 }))).toBe("mine");
    expect(changedBy(mergeCell({ mine: 12, theirs: 10 }))).toBe("theirs");
    expect(changedBy(mergeCell({ mine: 10, theirs: 10 }))).toBe("both");
    expect(changedBy(mergeCell({ before: null, mine: 0, theirs: null }))).toBe("mine");
  });

  it("of one customer stay together, in the order in which they come", () => {
    const other = mergeCell({ item_code: "1002" });
    const groups = byCustomer([both, visit, other]).map(({ customer, cells }) => [
      customer.customer_code,
      cells.length,
    ]);
    expect(groups).toEqual([
      ["A", 2],
      ["B", 1],
    ]);
  });
});

describe("choices", () => {
  const chosen = choose(choose({}, [both], "mine"), [visit], "theirs");

  it("are sent with their cells, and nothing of what is not in conflict any more", () => {
    expect(sentChoices(chosen, [both, visit])).toEqual([
      { customer_code: "A", field: "actual", item_code: "1001", choice: "mine" },
      { customer_code: "B", field: "visited", item_code: null, choice: "theirs" },
    ]);
    expect(sentChoices(chosen, [visit])).toHaveLength(1);
    expect(sentChoices({}, [both])).toEqual([]);
  });

  it("stand as long as both values are the same", () => {
    const moved = { ...both, theirs: 11 };
    expect(Object.keys(standing(chosen, [both, visit]))).toHaveLength(2);
    expect(standing(chosen, [moved, visit])).toEqual({ [cellKey(visit)]: chosen[cellKey(visit)] });
    expect(standing(chosen, [])).toEqual({});
  });
});
