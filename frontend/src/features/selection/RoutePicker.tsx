import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Route } from "@/api/types";
import { SearchPicker } from "@/components/SearchPicker";
import { routesQuery } from "./catalogue";
import { recentRoutes, rememberRoute } from "./recentRoutes";

interface Props {
  routeCode: string | null;
  onPick: (routeCode: string) => void;
}

/** Choose a route by typing its code or name; those opened here before come first. */
export function RoutePicker({ routeCode, onPick }: Props) {
  const { t } = useTranslation("selection");
  const routes = useQuery(routesQuery).data ?? [];
  const chosen = routes.find((route) => route.route_code === routeCode);
  const shown = chosen ? label(chosen) : (routeCode ?? "");
  const [text, setText] = useState(shown);
  useEffect(() => setText(shown), [shown]);

  const recent = recentRoutes(window.localStorage);
  const wanted = text === shown ? "" : text.toLowerCase();
  const choices = routes
    .filter((route) => `${label(route)} ${route.territory ?? ""}`.toLowerCase().includes(wanted))
    .sort((one, other) => place(recent, one) - place(recent, other))
    .map((route) => ({
      id: route.route_code,
      text: label(route),
      detail: recent.includes(route.route_code) ? t("recent") : route.territory,
    }));

  return (
    <SearchPicker
      label={t("route")}
      placeholder={t("searchRoute")}
      choices={choices}
      text={text}
      onText={setText}
      empty={t("noRouteFound")}
      onPick={(code) => {
        rememberRoute(window.localStorage, code);
        setText(label(routes.find((route) => route.route_code === code) ?? null) || code);
        onPick(code);
      }}
      className="md:w-60"
    />
  );
}

function label(route: Route | null): string {
  return route ? `${route.route_code} ${route.route_name}` : "";
}

function place(recent: string[], route: Route): number {
  const found = recent.indexOf(route.route_code);
  return found < 0 ? recent.length : found;
}
