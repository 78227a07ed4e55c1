import { render } from "@testing-library/react";
import { expect, it } from "vitest";
import { Opening } from "./Opening";

const [page = ""] = Object.values(
  import.meta.glob<string>("/index.html", { query: "?raw", import: "default", eager: true }),
);

function withoutSpaceBetweenTags(html: string): string {
  return html.replace(/>\s+/g, ">").replace(/\s+</g, "<").trim();
}

it("draws what index.html draws already, so that nothing flickers when the page takes over", () => {
  const { container } = render(<Opening />);
  const root = new DOMParser().parseFromString(page, "text/html").getElementById("root");
  expect(withoutSpaceBetweenTags(root?.innerHTML ?? "")).toBe(container.innerHTML);
});
