import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { type RenderResult, render } from "@testing-library/react";
import type { ReactElement } from "react";
import type { Day } from "@/api/types";
import { DayChangesProvider, dayQuery } from "@/features/day";

export const ME = "Supervisor";
export const DAY_KEY = { routeCode: "1004", date: "2026-11-23" };

interface Drawn extends RenderResult {
  queries: QueryClient;
}

/** Draw with a query client that tries once; `day` is known from the start. */
export function draw(element: ReactElement, day?: Day): Drawn {
  const queries = new QueryClient({
    defaultOptions: { queries: { retry: false, staleTime: Number.POSITIVE_INFINITY } },
  });
  if (day) queries.setQueryData(dayQuery(DAY_KEY).queryKey, day);
  const drawn = render(element, {
    wrapper: ({ children }) => (
      <QueryClientProvider client={queries}>
        <DayChangesProvider userName={ME} day={DAY_KEY}>
          {children}
        </DayChangesProvider>
      </QueryClientProvider>
    ),
  });
  return { ...drawn, queries };
}
