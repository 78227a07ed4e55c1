import {
  Bar,
  BarChart,
  CartesianGrid,
  Legend,
  Line,
  LineChart,
  Tooltip,
  XAxis,
  YAxis,
} from "recharts";
import type { ReportPoint } from "@/api/types";
import { ChartFrame } from "@/features/charts/ChartFrame";
import { AXIS, LEGEND, TOOLTIP } from "@/features/charts/looks";
import { useFormats } from "@/formats/useFormats";
import { useTranslation } from "@/formats/useTranslation";

interface Props {
  points: ReportPoint[];
  /** When the figures were added up. */
  now: string;
}

const TROUBLES = [
  { count: "errors", colour: "var(--red-fill)" },
  { count: "conflicts", colour: "var(--blue)" },
  { count: "slow_statements", colour: "var(--amber-fill)" },
] as const;

/** What a line over time says better than a number. */
export default function Pictures({ points, now }: Props) {
  return (
    <div className="grid gap-3.5 lg:grid-cols-2">
      <Durations points={points} now={now} />
      <Troubles points={points} now={now} />
    </div>
  );
}

function Durations({ points, now }: Props) {
  const { t } = useTranslation("operations");
  const { seconds } = useFormats();
  const moment = useMoment(now);
  const timed = points.filter((point) => point.p95 !== null);
  return (
    <ChartFrame
      title={t("durations.title")}
      empty={t("durations.empty")}
      head={[t("durations.from"), t("durations.all"), t("durations.saves")]}
      rows={timed.map((point) => [moment(point.at), seconds(point.p95), seconds(point.save_p95)])}
    >
      <LineChart data={points} margin={{ left: -8, right: 12 }} accessibilityLayer={false}>
        <CartesianGrid vertical={false} stroke="var(--line)" />
        <XAxis dataKey="at" tickFormatter={moment} minTickGap={40} {...AXIS} />
        <YAxis tickFormatter={seconds} width={70} {...AXIS} />
        <Tooltip
          {...TOOLTIP}
          labelFormatter={(at) => moment(String(at))}
          formatter={(value) => seconds(Number(value))}
        />
        <Legend {...LEGEND} />
        <Line
          dataKey="p95"
          name={t("durations.all")}
          stroke="var(--blue)"
          strokeWidth={2}
          dot={timed.length < 2}
          connectNulls={false}
          isAnimationActive={false}
        />
        <Line
          dataKey="save_p95"
          name={t("durations.saves")}
          stroke="var(--brand)"
          strokeWidth={2}
          dot={{ r: 2 }}
          connectNulls={false}
          isAnimationActive={false}
        />
      </LineChart>
    </ChartFrame>
  );
}

function Troubles({ points, now }: Props) {
  const { t } = useTranslation("operations");
  const { units } = useFormats();
  const moment = useMoment(now);
  const troubled = points.filter((point) => TROUBLES.some(({ count }) => point[count] > 0));
  return (
    <ChartFrame
      title={t("troubles.title")}
      empty={t("troubles.empty")}
      head={[t("troubles.from"), ...TROUBLES.map(({ count }) => t(`troubles.${count}`))]}
      rows={troubled.map((point) => [
        moment(point.at),
        ...TROUBLES.map(({ count }) => units(point[count])),
      ])}
    >
      <BarChart data={points} margin={{ left: -20, right: 12 }} accessibilityLayer={false}>
        <CartesianGrid vertical={false} stroke="var(--line)" />
        <XAxis dataKey="at" tickFormatter={moment} minTickGap={40} {...AXIS} />
        <YAxis allowDecimals={false} {...AXIS} />
        <Tooltip {...TOOLTIP} labelFormatter={(at) => moment(String(at))} />
        <Legend {...LEGEND} />
        {TROUBLES.map(({ count, colour }) => (
          <Bar
            key={count}
            dataKey={count}
            stackId="troubles"
            name={t(`troubles.${count}`)}
            fill={colour}
            isAnimationActive={false}
          />
        ))}
      </BarChart>
    </ChartFrame>
  );
}

/** How a point's beginning is written: with its date where that is not today's. */
function useMoment(now: string): (iso: string) => string {
  const { moment } = useFormats();
  return (iso) => moment(iso, now);
}
