import { describe, expect, it } from "vitest";
import { recentFirst, recentRoutes, rememberRoute } from "./recentRoutes";

const storage = window.localStorage;

describe("routes opened on this device", () => {
  it("come with the latest first, each once", () => {
    for (const code of ["1001", "1002", "1001"]) rememberRoute(storage, code);
    expect(recentRoutes(storage)).toEqual(["1001", "1002"]);
  });

  it("are five at most", () => {
    for (const code of ["1", "2", "3", "4", "5", "6"]) rememberRoute(storage, code);
    expect(recentRoutes(storage)).toEqual(["6", "5", "4", "3", "2"]);
  });

  it.each(["{ not json", '{"a":1}', "[1, null]"])("are none where %s is kept", (kept) => {
    storage.setItem("recent-routes", kept);
    expect(recentRoutes(storage)).toEqual([]);
  });
});

it("sorts recent routes to the front and leaves the others as they were", () => {
  const routes = ["1001", "1002", "1003", "1004"].map((route_code) => ({ route_code }));
  const order = recentFirst(routes, ["1004", "1002"]).map((route) => route.route_code);
  expect(order).toEqual(["1004", "1002", "1001", "1003"]);
});
