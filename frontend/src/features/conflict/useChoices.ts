import { useState } from "react";
import { tabStorage } from "@/components/DeviceStorage";
import { storedJson } from "@/components/storedJson";
import type { DayKey } from "@/features/day";
import type { Choices } from "./cells";

const storageKeyOf = (day: DayKey) => `merge:${JSON.stringify([day.routeCode, day.date])}`;

/** What was chosen in the merge of a day: kept while the tab is, so that a closed dialog loses none. */
export function useChoices(day: DayKey): [Choices, (choices: Choices) => void] {
  const storageKey = storageKeyOf(day);
  const [choices, setChoices] = useState<Choices>(() =>
    storedJson<Choices>(tabStorage, storageKey, {}),
  );
  function keep(chosen: Choices): void {
    setChoices(chosen);
    tabStorage.setItem(storageKey, JSON.stringify(chosen));
  }
  return [choices, keep];
}

export function forgetChoices(day: DayKey): void {
  tabStorage.removeItem(storageKeyOf(day));
}
