import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Route } from "@/api/types";
import { deviceStorage } from "@/components/DeviceStorage";
import { SearchPicker } from "@/components/SearchPicker";
import { useTranslation } from "@/formats/useTranslation";
import { routesQuery } from "./catalogue";
import { recentFirst, recentRoutes } from "./recentRoutes";

interface Props {
  routeCode: string | null;
  onPick: (routeCode: string) => void;
}

/** Choose a route by typing its code or name; those opened here before come first. */
export function RoutePicker({ routeCode, onPick }: Props) {
  const { t } = useTranslation("selection");
  const routes = useQuery(routesQuery);
  const [search, setSearch] = useState("");
  const known = routes.data ?? [];
  const chosen = known.find((route) => route.route_code === routeCode);
  const recent = recentRoutes(deviceStorage);
  const wanted = search.trim().toLowerCase();
  const choices = () =>
    recentFirst(known, recent)
      .filter((route) => `${label(route)} ${route.territory ?? ""}`.toLowerCase().includes(wanted))
      .map((route) => ({
        id: route.route_code,
        text: label(route),
        detail: recent.includes(route.route_code) ? t("recent") : route.territory,
      }));
  return (
    <SearchPicker
      label={t("route")}
      hideLabel="narrow"
      placeholder={t("searchRoute")}
      shown={chosen ? label(chosen) : (routeCode ?? "")}
      choices={choices}
      onSearch={setSearch}
      empty={t(routes.data ? "noRouteFound" : routes.isError ? "unreachable" : "searching")}
      onPick={onPick}
      className="md:w-60"
    />
  );
}

/** Code and name; a route without a name of its own is named after its code. */
function label(route: Route): string {
  if (route.route_name === route.route_code) return route.route_code;
  return `${route.route_code} ${route.route_name}`;
}
