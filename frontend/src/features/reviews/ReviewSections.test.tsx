import { fireEvent, render, screen } from "@testing-library/react";
import { expect, it, vi } from "vitest";
import type { Review } from "@/api/types";
import { HOSTILE_NAMES } from "@/testing/hostileNames";
import { evidence, makeReview, reviewPoint } from "@/testing/reviews";
import { ReviewSections } from "./ReviewSections";

const OURS = new Set(["DIV", "SECTION", "H3", "UL", "LI", "SPAN", "BDI", "A", "BUTTON"]);

function draw(review: Review) {
  const onRow = vi.fn();
  return { onRow, ...render(<ReviewSections review={review} onRow={onRow} />) };
}

function reviewOf(text: string, ...pieces: ReturnType<typeof evidence>[]): Review {
  return makeReview({ sections: [{ name: "weaknesses", points: [reviewPoint(text, ...pieces)] }] });
}

it.each(HOSTILE_NAMES)("only text is made of %.60s", (name) => {
  const hostile = evidence({
    item_name: name,
    item_code: name,
    customer_name: name,
    customer_code: name,
  });
  // As a name, and as words, should the server ever let them through.
  const { container } = draw(reviewOf(`${name.replaceAll(/[{}]/g, "")} {0.item} {0}`, hostile));
  fireEvent.click(screen.getByRole("button"));
  const made = [...container.querySelectorAll("*")];
  expect(made.filter(({ tagName }) => !OURS.has(tagName))).toEqual([]);
  for (const element of made) {
    const attributes = element.getAttributeNames();
    expect(attributes.filter((one) => /^on|^src|^style|^srcdoc/.test(one))).toEqual([]);
  }
  const links = [...container.querySelectorAll("a")];
  expect(links.length).toBeGreaterThan(0);
  for (const link of links) {
    expect(link.origin).toBe(window.location.origin);
    expect(new URLSearchParams(link.search).get("customer")).toBe(name);
  }
  expect([...container.querySelectorAll("bdi")].map((one) => one.textContent)).toContain(name);
});

it("figures come from the evidence, in the reader's way", () => {
  const { container } = draw(
    reviewOf(
      "{0} of {1}, {2}, {3} and {4}",
      evidence({ value: 1234 }),
      evidence({ value: 7.5, metric: "usual_units" }),
      evidence({ unit: "percent", value: 104.25, metric: "fulfilment" }),
      evidence({ unit: "score", value: 87, metric: "score" }),
      evidence({ value: -5, metric: "gap_units" }),
    ),
  );
  expect(container.querySelector("li")).toHaveProperty(
    "textContent",
    "1,234 of 7.5, 104.3%, 87.0 and −5",
  );
});

it("sections without a point are left out, and a review without any says so", () => {
  draw(makeReview()).unmount();
  draw(makeReview({ sections: [{ name: "strengths", points: [] }] }));
  expect(screen.queryByRole("heading")).toBeNull();
  expect(screen.getByText(/nothing to say yet/)).toBeTruthy();
});

it("a review in Arabic runs its own way, whatever the page's", () => {
  draw({ ...reviewOf("{0.item}: بيع {0} وحدة", evidence()), language: "ar" });
  const point = screen.getByRole("listitem");
  expect([point.lang, point.dir]).toEqual(["ar", "auto"]);
  // Names do not decide which way: a name in another script stands apart.
  expect(screen.getByText("Item 1001").tagName).toBe("BDI");
  expect(screen.getByRole("heading").textContent).toBe("What went wrong");
});

it("a point leads to its row, and the figures behind it are named", () => {
  const { onRow } = draw(reviewOf("{0.item} sold nothing", evidence()));
  fireEvent.click(screen.getByRole("link", { name: "Item 1001" }));
  expect(onRow).toHaveBeenCalledWith({ customerCode: "A", itemCode: "1001" });
  expect(screen.queryByText(/units sold/)).toBeNull();
  fireEvent.click(screen.getByRole("button"));
  expect(screen.getByText(/units sold/)).toBeTruthy();
});
