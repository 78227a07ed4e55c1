import { describe, expect, it } from "vitest";
import type { TrailRecord } from "@/api/types";
import { aboutWhom, detailsOf } from "./details";
import { addressOf, searchIn } from "./search";

describe("a search", () => {
  it("is what the address says, and nothing else", () => {
    expect(searchIn("?action=signed_in&user_name=%20Huda%20&limit=9&text=")).toEqual({
      action: "signed_in",
      user_name: "Huda",
    });
  });

  it("comes back from its address as it was", () => {
    const search = { user_name: "Huda & Co", first_date: "2026-11-01", text: "100 %" };
    expect(searchIn(`?${addressOf(search)}`)).toEqual(search);
  });

  it("that narrows nothing has no address", () => expect(addressOf({ text: "  " })).toBe(""));
});

describe("what belongs to an act", () => {
  const act = (detail: TrailRecord["detail"]) => ({ detail }) as TrailRecord;

  it("is told in words, without whom it was done to and what is not so", () => {
    const detail = {
      about: "Huda",
      before: { everything: false, routes: ["1004", "1005"], territories: [] },
      sign_ins: 2,
      routes: [],
      choices: [{ cell: 1 }, { cell: 2 }],
    };
    expect(aboutWhom(act(detail))).toBe("Huda");
    expect(detailsOf(act(detail))).toEqual([
      ["before", "routes 1004, 1005"],
      ["sign ins", "2"],
      ["choices", "2"],
    ]);
  });

  it("tells of a changed setting both values", () => {
    const settings = { time_zone: { before: "Asia/Dubai", after: "Asia/Muscat" } };
    expect(detailsOf(act({ settings }))).toEqual([
      ["settings", "time_zone Asia/Dubai → Asia/Muscat"],
    ]);
  });

  it("may be nothing", () => {
    expect(detailsOf(act(null))).toEqual([]);
    expect(aboutWhom(act(null))).toBeNull();
  });
});
