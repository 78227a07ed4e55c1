import { type ComponentType, lazy, Suspense } from "react";
import { Skeleton } from "@/components/Skeleton";
import { MaintenanceBanner } from "@/features/maintenance";
import { SalesSupervision } from "@/features/sales-supervision";
import { useTranslation } from "@/formats/useTranslation";
import { addTextsOf, type LaterTexts } from "./translations";

/**
 * The pages by the path of the address, the same paths as in `api/page.py`. Links between them are
 * plain links: each page is opened anew, with its own scripts and texts and none of another's.
 */
const PAGES: Readonly<Record<string, ComponentType>> = {
  "/": SalesSupervision,
  "/account": opened(["account", "tokens"], () => import("@/features/account")),
  "/audit": opened(["audit"], () => import("@/features/audit")),
  "/operations": opened(["operations"], () => import("@/features/operations")),
  "/sign-in": opened(["signIn"], () => import("@/features/sign-in")),
  "/users": opened(["users", "tokens"], () => import("@/features/users")),
};

/** The page that the address names. */
export function Page() {
  const { t } = useTranslation("components");
  const { pathname, hash } = window.location;
  const Named = PAGES[isForSignIn(hash) ? "/sign-in" : pathname] ?? SalesSupervision;
  return (
    <Suspense fallback={<Skeleton rows={8} label={t("opening")} />}>
      {Named !== SalesSupervision && <MaintenanceBanner keepsEntries={false} />}
      <Named />
    </Suspense>
  );
}

/** A link to choose a password, and what a company's account refused, come to "/" with a word. */
function isForSignIn(hash: string): boolean {
  return /^#(reset|sign-in-problem)=/.test(hash);
}

/** A page whose script and texts are fetched when it is opened. */
function opened(texts: LaterTexts[], load: () => Promise<{ default: ComponentType }>) {
  return lazy(async () => {
    const [page] = await Promise.all([load(), ...texts.map(addTextsOf)]);
    return page;
  });
}
