import type { ReportEndpoint } from "@/api/types";
import { Panel } from "@/components/Panel";
import { useFormats } from "@/formats/useFormats";
import { useTranslation } from "@/formats/useTranslation";
import { Table } from "./Table";

/** Files at the root of the page, such as its icon: the route itself says nothing. */
const FILES_BESIDE_PAGE = "GET /{name}";

/** Response times by endpoint, beside the period before. */
export function Endpoints({ endpoints }: { endpoints: ReportEndpoint[] }) {
  const { t } = useTranslation("operations");
  const { units, seconds } = useFormats();
  return (
    <Panel title={t("endpoints.title")}>
      {endpoints.length === 0 ? (
        <p className="p-4 text-mute">{t("endpoints.empty")}</p>
      ) : (
        <Table
          label={t("endpoints.title")}
          head={[
            t("endpoints.endpoint"),
            t("endpoints.requests"),
            t("endpoints.errors"),
            t("endpoints.p50"),
            t("endpoints.p95"),
            t("endpoints.p50Before"),
            t("endpoints.p95Before"),
          ]}
          rows={endpoints.map((each) => ({
            key: each.endpoint,
            cells: [
              each.endpoint === FILES_BESIDE_PAGE ? (
                t("endpoints.filesBesidePage")
              ) : (
                <bdi key="endpoint" dir="ltr" className="font-mono text-xs">
                  {each.endpoint}
                </bdi>
              ),
              units(each.requests),
              units(each.errors),
              seconds(each.p50),
              seconds(each.p95),
              seconds(each.p50_before),
              seconds(each.p95_before),
            ],
          }))}
        />
      )}
    </Panel>
  );
}
