import { beforeEach, describe, expect, it } from "vitest";
import { keepReturn, makeItNobodys, makeItTheirs, takeReturn, wasLeft } from "./device";

const DAY = "/?route=1004&date=2026-11-23";

beforeEach(() => window.sessionStorage.clear());

describe("the way back", () => {
  it("is for the one who was there, once", () => {
    keepReturn(DAY, "Huda");
    expect(takeReturn("Huda")).toBe(DAY);
    expect(takeReturn("Huda")).toBeNull();
  });

  it("tells a session that ended from a first visit", () => {
    window.localStorage.clear();
    keepReturn(DAY, null);
    expect(wasLeft()).toBe(false);
    makeItTheirs("Huda");
    expect(wasLeft()).toBe(true);
    takeReturn("Huda");
    expect(wasLeft()).toBe(false);
  });

  it("is not told to another, nor kept for later", () => {
    keepReturn(DAY, "Huda");
    expect(takeReturn("Maryam")).toBeNull();
    expect(takeReturn("Huda")).toBeNull();
  });

  it("of a link opened before anybody signed in is for whoever does", () => {
    keepReturn(DAY, null);
    expect(takeReturn("Maryam")).toBe(DAY);
  });

  it.each(["https://example.com/", "//example.com/", "/\\example.com", "javascript:alert(1)", 7])(
    "never leads to %s",
    (address) => {
      window.sessionStorage.setItem("return-to", JSON.stringify({ address, userName: null }));
      expect(takeReturn("Huda")).toBeNull();
    },
  );
});

describe("a device", () => {
  beforeEach(() => {
    makeItTheirs("Huda");
    window.localStorage.setItem("recent-routes", '["1004"]');
    window.localStorage.setItem("theme", "dark");
    window.localStorage.setItem('unsent:["1004","2026-11-23","Huda"]', "[]");
    window.sessionStorage.setItem("merge", "{}");
  });
  const kept = () => [...Object.keys(window.localStorage), ...Object.keys(window.sessionStorage)];

  it("stays as it is for the same person", () => {
    makeItTheirs("Huda");
    expect(kept()).toContain("recent-routes");
    expect(kept()).toContain("merge");
  });

  it.each([
    ["of another forgets what was looked at", () => makeItTheirs("Maryam")],
    ["of nobody forgets it too", makeItNobodys],
  ])("%s, not what is not sent yet", (_, change) => {
    change();
    expect(kept()).not.toContain("recent-routes");
    expect(kept()).not.toContain("merge");
    expect(kept()).toContain("theme");
    expect(kept()).toContain('unsent:["1004","2026-11-23","Huda"]');
  });
});
