import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Route } from "@/api/types";
import { type Choice, SearchPicker } from "@/components/SearchPicker";
import { useTranslation } from "@/formats/useTranslation";
import { allRoutesQuery } from "./queries";

export interface Scope {
  everything: boolean;
  routes: readonly string[];
  territories: readonly string[];
}

interface Props {
  scope: Scope;
  onScope: (scope: Scope) => void;
  /** What was typed and is no route and no territory, so that nobody thinks it is given. */
  unknown: string;
  onUnknown: (text: string) => void;
}

const TERRITORY = "territory ";
const MOST_SHOWN = 50;

/** Which routes are somebody's: every one, or some by name or by territory. */
export function RoutesField({ scope, onScope, unknown, onUnknown }: Props) {
  const { t } = useTranslation("users");
  const known = useQuery(allRoutesQuery);
  const [search, setSearch] = useState("");
  const { everything, routes, territories } = scope;
  function pick(id: string): void {
    if (id.startsWith(TERRITORY)) {
      onScope({ ...scope, territories: including(territories, id.slice(TERRITORY.length)) });
    } else onScope({ ...scope, routes: including(routes, id) });
  }
  function leave(text: string): void {
    const named = idOf(known.data ?? [], text);
    if (named) pick(named);
    onUnknown(named ? "" : text);
  }
  return (
    <fieldset className="grid min-w-0 gap-2">
      <legend className="mb-1 font-semibold">{t("routes.title")}</legend>
      <label className="flex min-h-11 items-center gap-2.5 md:min-h-9">
        <input
          type="checkbox"
          className="size-6 shrink-0 accent-brand"
          checked={everything}
          onChange={({ target }) => {
            onScope({ ...scope, everything: target.checked });
            onUnknown("");
          }}
        />
        {t("routes.every")}
      </label>
      {!everything && (
        <>
          <SearchPicker
            label={t("routes.add")}
            hideLabel="always"
            placeholder={t("routes.add")}
            choices={() => choicesIn(known.data ?? [], scope, search, t("routes.territory"))}
            onSearch={setSearch}
            empty={t(known.data ? "routes.noneFound" : "opening")}
            onPick={(id) => {
              pick(id);
              onUnknown("");
            }}
            onLeft={leave}
          />
          {unknown && (
            <p role="alert" className="text-red text-xs">
              {t("routes.unknown", { text: unknown })}
            </p>
          )}
          {routes.length + territories.length === 0 && (
            <p className="text-mute text-xs">{t("routes.none")}</p>
          )}
          <ul className="flex flex-wrap gap-1.5">
            {territories.map((territory) => (
              <Chosen
                key={`${TERRITORY}${territory}`}
                text={t("allOf", { territory })}
                onRemove={() =>
                  onScope({ ...scope, territories: territories.filter((one) => one !== territory) })
                }
              />
            ))}
            {routes.map((route) => (
              <Chosen
                key={route}
                text={nameOf(known.data, route)}
                onRemove={() =>
                  onScope({ ...scope, routes: routes.filter((one) => one !== route) })
                }
              />
            ))}
          </ul>
        </>
      )}
    </fieldset>
  );
}

function Chosen({ text, onRemove }: { text: string; onRemove: () => void }) {
  const { t } = useTranslation("users");
  return (
    <li>
      <button
        type="button"
        aria-label={t("routes.remove", { text })}
        onClick={onRemove}
        className="inline-flex min-h-11 items-center gap-2 rounded-lg bg-sunken px-2.5 font-medium hover:text-red md:min-h-8"
      >
        <bdi>{text}</bdi>
        <span aria-hidden="true">×</span>
      </button>
    </li>
  );
}

function choicesIn(
  known: readonly Route[],
  { routes, territories }: Scope,
  search: string,
  territoryWord: string,
): Choice[] {
  const wanted = search.trim().toLowerCase();
  const places = [...new Set(known.map(({ territory }) => territory))].filter(
    (place): place is string => place !== null && !territories.includes(place),
  );
  const choices: Choice[] = [
    ...places.sort().map((place) => ({
      id: `${TERRITORY}${place}`,
      text: place,
      detail: territoryWord,
    })),
    ...known
      .filter(({ route_code }) => !routes.includes(route_code))
      .map(({ route_code, territory }) => ({
        id: route_code,
        text: nameOf(known, route_code),
        detail: territory ?? "",
      })),
  ];
  return choices
    .filter(({ text, detail }) => `${text} ${detail}`.toLowerCase().includes(wanted))
    .slice(0, MOST_SHOWN);
}

/** What a text names that was typed whole and not picked; null where it names nothing. */
function idOf(known: readonly Route[], text: string): string | null {
  const same = (other: string | null) => other?.toLowerCase() === text.toLowerCase();
  const route = known.find(({ route_code, route_name }) => same(route_code) || same(route_name));
  if (route) return route.route_code;
  const place = known.find(({ territory }) => same(territory))?.territory;
  return place ? `${TERRITORY}${place}` : null;
}

/** Code and name of a route; of one that is not known here, the code. */
function nameOf(known: readonly Route[] | undefined, code: string): string {
  const name = known?.find(({ route_code }) => route_code === code)?.route_name;
  return name && name !== code ? `${code} ${name}` : code;
}

function including(known: readonly string[], added: string): string[] {
  return [...known.filter((one) => one !== added), added].sort();
}
