import { render, screen } from "@testing-library/react";
import { expect, it } from "vitest";
import type { ReportEndpoint } from "@/api/types";
import { Endpoints } from "./Endpoints";

function endpoint(name: string): ReportEndpoint {
  return {
    endpoint: name,
    requests: 3,
    errors: 0,
    p50: 0.002,
    p95: 0.004,
    p50_before: null,
    p95_before: null,
  };
}

it("says in words what a route does not tell", () => {
  render(<Endpoints endpoints={[endpoint("GET /{name}"), endpoint("GET /api/me")]} />);
  expect(screen.getByText("GET /api/me")).toBeTruthy();
  expect(screen.queryByText("GET /{name}")).toBeNull();
  expect(screen.getByText("Files beside the page, such as its icon")).toBeTruthy();
});
