import { useQuery } from "@tanstack/react-query";
import { deviceStorage } from "@/components/DeviceStorage";
import { Skeleton } from "@/components/Skeleton";
import { meQuery } from "@/features/identity";
import { recentFirst, recentRoutes, routesQuery } from "@/features/selection";
import { useFormats } from "@/formats/useFormats";
import { useTranslation } from "@/formats/useTranslation";

/** Before a route is chosen: all of them, one tap away. */
export function Welcome({ onRoute }: { onRoute: (routeCode: string) => void }) {
  const { t } = useTranslation("page");
  const { units } = useFormats();
  const routes = useQuery(routesQuery);
  const recent = recentRoutes(deviceStorage);
  return (
    <main className="mx-auto grid max-w-4xl gap-4 px-4 py-8">
      <div>
        <h2 className="font-semibold text-xl tracking-tight">{t("welcome.title")}</h2>
        <p className="mt-1 text-mute">{t("welcome.text")}</p>
      </div>
      {routes.isPending && <Skeleton rows={4} label={t("loading")} />}
      {routes.isError && <p role="alert">{t("unreachable")}</p>}
      {routes.data?.length === 0 && <NoRoutes />}
      <ul className="grid gap-3 sm:grid-cols-2 lg:grid-cols-3">
        {recentFirst(routes.data ?? [], recent).map((route) => (
          <li key={route.route_code}>
            <button
              type="button"
              onClick={() => onRoute(route.route_code)}
              className="w-full rounded-xl border border-line bg-card px-4 py-3 text-start hover:border-brand"
            >
              <span className="flex items-baseline gap-1.5">
                <span className="font-bold">{route.route_code}</span>{" "}
                {route.route_name !== route.route_code && (
                  <bdi className="font-semibold">{route.route_name}</bdi>
                )}
                {recent.includes(route.route_code) && (
                  <span className="ms-auto text-brand text-xs">{t("welcome.recent")}</span>
                )}
              </span>
              <span className="block text-mute text-xs">
                {route.territory && `${route.territory} · `}
                {t("welcome.customers", { count: route.customers, units: units(route.customers) })}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </main>
  );
}

/** Why there is nothing to choose from: no route at all, or none of one's own. */
function NoRoutes() {
  const { t } = useTranslation("page");
  const me = useQuery({ ...meQuery, enabled: false }).data;
  if (!me || me.everything) return <p>{t("welcome.noRoutes")}</p>;
  if (!me.permissions.includes("manage-users")) return <p>{t("welcome.noneOfMine")}</p>;
  return (
    <p>
      {t("welcome.giveYourself")}{" "}
      <a href="/users" className="font-semibold text-brand underline">
        {t("welcome.users")}
      </a>
    </p>
  );
}
