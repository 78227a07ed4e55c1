import { Skeleton } from "@/components/Skeleton";
import { useTranslation } from "@/formats/useTranslation";

/** The shapes of the board while a day is on its way. */
export function Loading() {
  const { t } = useTranslation("page");
  return (
    <main className="grid gap-3.5 p-4 lg:px-5">
      <Skeleton rows={1} label={t("loading")} />
      <div className="grid gap-3.5 md:grid-cols-[17rem_1fr] xl:grid-cols-[18rem_1fr_18rem] min-[90rem]:grid-cols-[20rem_1fr_20rem]">
        <Skeleton rows={8} />
        <Skeleton rows={8} className="max-md:hidden" />
        <Skeleton rows={8} className="max-xl:hidden" />
      </div>
    </main>
  );
}
