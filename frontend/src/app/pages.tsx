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
  "/operations": opened("operations", () => import("@/features/operations")),
};

/** The page that the address names. */
export function Page() {
  const { t } = useTranslation("components");
  const Named = PAGES[window.location.pathname] ?? SalesSupervision;
  return (
    <Suspense fallback={<Skeleton rows={8} label={t("opening")} />}>
      {Named !== SalesSupervision && <MaintenanceBanner today={undefined} />}
      <Named />
    </Suspense>
  );
}

/** A page whose script and texts are fetched when it is opened. */
function opened(texts: LaterTexts, load: () => Promise<{ default: ComponentType }>) {
  return lazy(async () => {
    const [page] = await Promise.all([load(), addTextsOf(texts)]);
    return page;
  });
}
