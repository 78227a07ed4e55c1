import { QueryClientProvider, useQuery } from "@tanstack/react-query";
import { render, screen } from "@testing-library/react";
import { useLayoutEffect } from "react";
import { expect, it } from "vitest";
import { makeQueries } from "@/api/makeQueries";
import type { CustomerState, Day } from "@/api/types";
import { customerState, dayChange, makeDay } from "@/testing/days";
import { DAY_KEY, ME } from "@/testing/drawing";
import { answer, FakeServer } from "@/testing/server";
import { DayChangesProvider, useChange, useEnteredVisit } from "./DayChanges";
import { dayQuery } from "./useDay";

const drawn: string[] = [];

/** Apart from what asks for the day, as on the page: each draws when its own source has news. */
function Visit({ customer }: { customer: CustomerState }) {
  const { visited, sending } = useEnteredVisit(customer);
  const shown = `${visited ? "visited" : "planned"}${sending ? ", on its way" : ""}`;
  useLayoutEffect(() => {
    drawn.push(shown);
  });
  return <p>{shown}</p>;
}

function Shown() {
  const { data } = useQuery({ ...dayQuery(DAY_KEY), staleTime: Number.POSITIVE_INFINITY });
  const change = useChange();
  const customer = (data as Day).state.customers.A as CustomerState;
  return (
    <>
      <button type="button" onClick={() => change({ kind: "visit", customerCode: "A" })}>
        Visit
      </button>
      <Visit customer={customer} />
    </>
  );
}

it("does not flash back to what it was when the server has taken an entry", async () => {
  const visited = customerState("A", { status: "visited" });
  new FakeServer().on("PUT", /visits/, () => answer(dayChange({ customers: { A: visited } })));
  const queries = makeQueries();
  queries.setQueryData(dayQuery(DAY_KEY).queryKey, makeDay());
  render(
    <QueryClientProvider client={queries}>
      <DayChangesProvider userName={ME} day={DAY_KEY}>
        <Shown />
      </DayChangesProvider>
    </QueryClientProvider>,
  );
  screen.getByRole("button").click();
  await screen.findByText("visited");
  expect(drawn).toEqual(["planned", "visited, on its way", "visited"]);
});
