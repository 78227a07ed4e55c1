import { describe, expect, it } from "vitest";

const SOURCES = Object.entries(
  import.meta.glob<string>(["/src/**/*.{ts,tsx,css}", "!/src/api/schema.d.ts"], {
    query: "?raw",
    import: "default",
    eager: true,
  }),
);

const MOST_LINES = 250;

/** Utilities that name a side of the screen, where a mirrored page needs start and end. */
const PHYSICAL =
  /^-?(?:(?:[mp][lr]|left|right|border-[lr]|rounded-(?:[lr]|[tb][lr])|scroll-[mp][lr])(?:-|$)|(?:text|float|clear)-(?:left|right)$)/;

/** `left` and `right` alone are words; as utilities they carry a value. */
const WORDS = new Set(["left", "right"]);

function physicalUtilities(source: string): string[] {
  return source
    .split(/[\s"'`{}]+/)
    .map((token) => token.replace(/^.*:/, "").replace(/!$/, ""))
    .filter((token) => PHYSICAL.test(token) && !WORDS.has(token));
}

describe("the rule against physical sides", () => {
  it.each([
    "ml-2",
    "-mr-1",
    "md:pl-4",
    "left-0",
    "border-l",
    "rounded-tr-lg",
    "text-right",
    "pr-4!",
  ])("finds %s", (utility) =>
    expect(physicalUtilities(`className="flex ${utility} p-2"`)).toHaveLength(1),
  );

  it.each([
    "ms-2",
    "pe-4",
    "start-0",
    "border-s",
    "rounded-e-lg",
    "text-end",
    "place-items-center",
  ])("lets %s be", (utility) => expect(physicalUtilities(`className="${utility}"`)).toEqual([]));
});

it("finds the sources", () => {
  expect(SOURCES.length).toBeGreaterThan(80);
});

it.each(SOURCES)("%s can be read at one sitting", (_, source) => {
  expect(source.split("\n").length - 1).toBeLessThanOrEqual(MOST_LINES);
});

/** They may be full, blocked or denied, and then they throw. */
const STORAGES = /\b(?:local|session)Storage\b/;
const OWNER = "/src/components/DeviceStorage.ts";
const OF_THE_PAGE = SOURCES.filter(([path]) => !/\.test\.tsx?$|^\/src\/testing\//.test(path));

it.each(OF_THE_PAGE.filter(([path]) => path !== OWNER))(
  "%s reaches the browser's storage through DeviceStorage alone",
  (_, source) => {
    expect(source).not.toMatch(STORAGES);
  },
);

const DRAWN = SOURCES.filter(([path]) => !path.endsWith(".test.ts"));

it.each(DRAWN)("%s can be mirrored: it names no left and no right", (_, source) => {
  expect(physicalUtilities(source)).toEqual([]);
});
