import { useTranslation } from "@/formats/useTranslation";
import { Button } from "./Button";

/** A part of the page could not be drawn or fetched; a reload mends most of that. */
export function Broken() {
  const { t } = useTranslation("components");
  return (
    <div role="alert" className="grid justify-items-start gap-3 p-4">
      <p>{t("broken")}</p>
      <Button onClick={() => window.location.reload()}>{t("reload")}</Button>
    </div>
  );
}
