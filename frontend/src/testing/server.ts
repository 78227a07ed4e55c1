import { vi } from "vitest";
import type { Problem } from "@/api/client";

interface Asked {
  method: string;
  path: string;
  search: URLSearchParams;
  body: unknown;
  headers: Headers;
}

type Reply = Response | Promise<Response>;
type Handler = (asked: Asked) => Reply;

/** A server of this test's own in place of `fetch`; what it is not told to answer is a 404. */
export class FakeServer {
  readonly asked: Asked[] = [];
  isDown = false;
  readonly #handlers: { method: string; path: RegExp; handler: Handler }[] = [];

  constructor() {
    vi.stubGlobal("fetch", (request: Request) => this.#answer(request));
  }

  /** The latest handler for an address wins. */
  on(method: string, path: RegExp, handler: Handler): this {
    this.#handlers.unshift({ method, path, handler });
    return this;
  }

  /** The requests that changed something, as "METHOD path". */
  changes(): string[] {
    return this.asked
      .filter(({ method }) => method !== "GET")
      .map(({ method, path }) => `${method} ${path}`);
  }

  async #answer(request: Request): Promise<Response> {
    const url = new URL(request.url);
    const text = await request.text();
    const asked: Asked = {
      method: request.method,
      path: decodeURIComponent(url.pathname),
      search: url.searchParams,
      body: text ? JSON.parse(text) : null,
      headers: request.headers,
    };
    this.asked.push(asked);
    if (this.isDown) throw new TypeError("Failed to fetch");
    const found = this.#handlers.find(
      ({ method, path }) => method === asked.method && path.test(asked.path),
    );
    return found ? found.handler(asked) : refuse("not-found", 404);
  }
}

export function answer(body: unknown, status = 200): Response {
  return Response.json(body, { status });
}

export function problem(slug: string, known: Partial<Problem> = {}): Problem {
  return {
    type: `/problems/${slug}`,
    title: slug,
    status: 409,
    detail: `Refused: ${slug}.`,
    instance: null,
    request_id: null,
    current_version: null,
    saved_at: null,
    saved_by: null,
    differences: null,
    errors: null,
    retry_after: null,
    checks: null,
    ...known,
  };
}

export function refuse(slug: string, status: number, known: Partial<Problem> = {}): Response {
  return new Response(JSON.stringify(problem(slug, { status, ...known })), {
    status,
    headers: { "content-type": "application/problem+json" },
  });
}
