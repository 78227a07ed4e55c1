import type { ReportFeed } from "@/api/types";
import { Panel } from "@/components/Panel";
import { Tag } from "@/components/Tag";
import { useFormats } from "@/formats/useFormats";
import { useTranslation } from "@/formats/useTranslation";
import { Table } from "./Table";

/** When each feed last came. */
export function Feeds({ feeds }: { feeds: ReportFeed[] }) {
  const { t } = useTranslation("operations");
  const { date, time } = useFormats();
  return (
    <Panel title={t("feeds.title")}>
      {feeds.length === 0 ? (
        <p className="p-4 text-mute">{t("feeds.empty")}</p>
      ) : (
        <Table
          label={t("feeds.title")}
          head={[t("feeds.feed"), t("feeds.arrived"), t("feeds.state")]}
          rows={feeds.map((feed) => ({
            key: feed.feed,
            cells: [
              t(`feeds.names.${feed.feed}`),
              `${date(feed.arrived_at)} ${time(feed.arrived_at)}`,
              <State key="state" feed={feed} />,
            ],
          }))}
        />
      )}
    </Panel>
  );
}

function State({ feed }: { feed: ReportFeed }) {
  const { t } = useTranslation("operations");
  if (!feed.is_daily) return <Tag tone="grey">{t("feeds.notDaily")}</Tag>;
  return feed.is_stale ? (
    <Tag tone="red">{t("feeds.overdue")}</Tag>
  ) : (
    <Tag tone="green">{t("feeds.inTime")}</Tag>
  );
}
