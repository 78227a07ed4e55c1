import type { ReportLine, ReportTarget } from "@/api/types";
import { Panel } from "@/components/Panel";
import { Tag, type Tone } from "@/components/Tag";
import { useTranslation } from "@/formats/useTranslation";
import { useLineValue } from "./useLineValue";

const TONES: Record<ReportTarget["status"], Tone> = {
  met: "green",
  not_met: "red",
  not_enough_data: "grey",
};

const SIGNS: Record<ReportTarget["compared"], string> = {
  at_most: "",
  below: "< ",
  above: "> ",
  at_least: "≥ ",
};

/** Lines that tell of now and of all that is kept, not of the period. */
const OF_NOW: ReadonlySet<ReportLine["key"]> = new Set([
  "lost_edits",
  "duplicate_sessions",
  "integrity_faults",
  "stale_feeds",
]);

/** Each line of the checklist with its value, the value before, and its targets. */
export function Checklist({ lines }: { lines: ReportLine[] }) {
  const { t } = useTranslation("operations");
  return (
    <Panel title={t("checklist")}>
      <ul className="divide-y divide-line">
        {lines.map((line) => (
          <Line key={line.key} line={line} />
        ))}
      </ul>
    </Panel>
  );
}

function Line({ line }: { line: ReportLine }) {
  const { t } = useTranslation("operations");
  const told = useLineValue();
  return (
    <li className="grid gap-x-4 gap-y-1.5 px-4 py-2.5 md:grid-cols-[minmax(0,1fr)_7rem_minmax(0,1.2fr)] md:items-center">
      <div className="min-w-0">
        <h3 className="font-semibold">{t(`lines.${line.key}.title`)}</h3>
        <p className="text-mute text-xs">{t(`lines.${line.key}.how`)}</p>
      </div>
      <p className="flex items-baseline gap-2 md:grid md:justify-items-end md:gap-0">
        <bdi className="font-bold text-lg tabular-nums">{told(line.key, line.value)}</bdi>
        {!OF_NOW.has(line.key) && (
          <span className="text-mute text-xs">
            {t("before", { value: told(line.key, line.before) })}
          </span>
        )}
      </p>
      <Targets line={line} />
    </li>
  );
}

function Targets({ line }: { line: ReportLine }) {
  const { t } = useTranslation("operations");
  const told = useLineValue();
  if (line.targets.length === 0) return <p className="text-mute text-xs">{t("noTarget")}</p>;
  return (
    <ul aria-label={t("targets")} className="flex flex-wrap gap-1.5">
      {line.targets.map((target) => (
        <li key={target.phase}>
          <Tag tone={TONES[target.status]}>
            {t(`phases.${target.phase}`)}{" "}
            <bdi>
              {SIGNS[target.compared]}
              {told(line.key, target.value)}
            </bdi>{" "}
            · {t(`statuses.${target.status}`)}
          </Tag>
        </li>
      ))}
    </ul>
  );
}
