import { expect, it } from "vitest";
import type { ReviewPoint } from "@/api/types";
import { evidence, reviewPoint } from "@/testing/reviews";
import { piecesOf, runsOf } from "./pieces";

const bread = evidence();
const recommended = evidence({ metric: "recommended_units", value: 14 });
const elsewhere = evidence({ customer_code: "B", customer_name: "Shop B", value: 3 });
const whole = evidence({ item_code: null, item_name: null, value: 9 });

/** The runs as text, those that lead somewhere in brackets with their row. */
function runs(point: ReviewPoint, about: string | null = "A"): string[] {
  return runsOf(
    piecesOf(point, ({ value }) => String(value)),
    about,
  ).map(({ row, pieces }) => {
    const text = pieces.map((piece) => piece.text).join("");
    return row ? `[${text}](${row.customerCode ?? ""}/${row.itemCode ?? ""})` : text;
  });
}

it("a name and its figures are one link, up to the end of the clause", () => {
  const point = reviewPoint("Today {0.item}: {0} of {1}, the last in a row.", bread, recommended);
  expect(runs(point)).toEqual(["Today ", "[Item 1001: 5 of 14](A/1001)", ", the last in a row."]);
});

it("a figure alone leads to its row only where no name does", () => {
  expect(runs(reviewPoint("Only {0} sold.", bread))).toEqual(["Only ", "[5](A/1001)", " sold."]);
  expect(runs(reviewPoint("{0} sold here of all the {0.item}.", bread))).toEqual([
    "5",
    " sold here of all the ",
    "[Item 1001](A/1001)",
    ".",
  ]);
});

it("what is of another customer leads there", () => {
  expect(runs(reviewPoint("Now at {0.customer} ({0}).", elsewhere))).toEqual([
    "Now at ",
    "[Shop B](B/1001)",
    " (",
    "3",
    ").",
  ]);
});

it("what is of the whole review leads nowhere, and in the route's to the customer", () => {
  const point = reviewPoint("{0.customer}: {0}", whole);
  expect(runs(point).join("")).toBe("Shop A: 9");
  expect(runs(point, null)).toEqual(["[Shop A: 9](A/)"]);
});

it("an item of the route leads to its demand", () => {
  const ofRoute = evidence({ customer_code: null, customer_name: null });
  expect(runs(reviewPoint("{0.item}: {0}", ofRoute), null)).toEqual(["[Item 1001: 5](/1001)"]);
});

it("a place without evidence shows nothing, and braces in a name mean nothing", () => {
  expect(runs(reviewPoint("Sold {3}.", bread))).toEqual(["Sold ", "."]);
  const named = evidence({ item_name: "{0} {1}" });
  expect(runs(reviewPoint("{0.item}", named))).toEqual(["[{0} {1}](A/1001)"]);
});
