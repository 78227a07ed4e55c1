import { useMemo } from "react";
import {
  Bar,
  BarChart,
  CartesianGrid,
  Cell,
  Legend,
  Line,
  LineChart,
  Tooltip,
  XAxis,
  YAxis,
} from "recharts";
import type { Day } from "@/api/types";
import { useFormats } from "@/formats/useFormats";
import { useTranslation } from "@/formats/useTranslation";
import { ChartFrame } from "./ChartFrame";
import { AXIS, LEGEND, TOOLTIP } from "./looks";
import { itemSeries, progressSeries, scoreSeries } from "./series";

const ITEMS = 12;

/** The pictures of the day, each with a table for those who would rather read. */
export default function Charts({ day }: { day: Day }) {
  return (
    <div className="grid gap-3.5 md:grid-cols-2 md:[&>*:first-child]:col-span-2">
      <ItemsChart day={day} />
      <ScoresChart day={day} />
      <ProgressChart day={day} />
    </div>
  );
}

function ItemsChart({ day }: { day: Day }) {
  const { t } = useTranslation("charts");
  const { name, units } = useFormats();
  const points = useMemo(
    () =>
      itemSeries(day, ITEMS).map((point) => ({
        ...point,
        label: name({ name: point.name, arabic: point.nameAr }),
      })),
    [day, name],
  );
  return (
    <ChartFrame
      title={t("items.title")}
      empty={t("items.empty")}
      head={[t("items.item"), t("items.recommended"), t("items.sold")]}
      rows={points.map((point) => [point.label, units(point.recommended), units(point.sold)])}
    >
      <BarChart
        data={points}
        layout="vertical"
        margin={{ left: 8, right: 12 }}
        barGap={1}
        accessibilityLayer={false}
      >
        <CartesianGrid horizontal={false} stroke="var(--line)" />
        <XAxis type="number" {...AXIS} />
        <YAxis
          type="category"
          dataKey="label"
          width={150}
          interval={0}
          tickFormatter={shortened}
          {...AXIS}
        />
        <Tooltip {...TOOLTIP} />
        <Legend {...LEGEND} />
        <Bar
          dataKey="recommended"
          name={t("items.recommended")}
          fill="var(--promised)"
          isAnimationActive={false}
        />
        <Bar dataKey="sold" name={t("items.sold")} fill="var(--brand)" isAnimationActive={false} />
      </BarChart>
    </ChartFrame>
  );
}

function ScoresChart({ day }: { day: Day }) {
  const { t } = useTranslation("charts");
  const { name, score } = useFormats();
  const points = useMemo(
    () =>
      scoreSeries(day).map((point) => ({
        ...point,
        label: name({ name: point.name, arabic: point.nameAr }),
      })),
    [day, name],
  );
  return (
    <ChartFrame
      title={t("scores.title")}
      empty={t("scores.empty")}
      head={[t("scores.customer"), t("scores.score")]}
      rows={points.map((point) => [point.label, score(point.score)])}
    >
      <BarChart data={points} margin={{ left: -12, right: 8 }} accessibilityLayer={false}>
        <CartesianGrid vertical={false} stroke="var(--line)" />
        <XAxis dataKey="place" {...AXIS} />
        <YAxis domain={[0, 100]} {...AXIS} />
        <Tooltip
          {...TOOLTIP}
          formatter={(value) => score(Number(value))}
          labelFormatter={(_, shown) => shown[0]?.payload.label}
        />
        <Bar dataKey="score" name={t("scores.score")} isAnimationActive={false}>
          {points.map((point) => (
            <Cell key={point.place} fill={colourOf(point.score)} />
          ))}
        </Bar>
      </BarChart>
    </ChartFrame>
  );
}

function ProgressChart({ day }: { day: Day }) {
  const { t } = useTranslation("charts");
  const { time, units } = useFormats();
  const points = useMemo(() => progressSeries(day), [day]);
  const timeOf = (at: number) => time(new Date(at).toISOString());
  return (
    <ChartFrame
      title={t("progress.title")}
      empty={t("progress.empty")}
      head={[t("progress.time"), t("progress.visited"), t("progress.sold")]}
      rows={points.map((point) => [timeOf(point.at), units(point.visited), units(point.sold)])}
    >
      <LineChart data={points} margin={{ left: -8, right: -8 }} accessibilityLayer={false}>
        <CartesianGrid vertical={false} stroke="var(--line)" />
        <XAxis
          dataKey="at"
          type="number"
          scale="time"
          domain={["dataMin", "dataMax"]}
          tickFormatter={timeOf}
          {...AXIS}
        />
        <YAxis yAxisId="visited" allowDecimals={false} {...AXIS} />
        <YAxis yAxisId="sold" orientation="right" {...AXIS} />
        <Tooltip {...TOOLTIP} labelFormatter={(at) => timeOf(Number(at))} />
        <Legend {...LEGEND} />
        <Line
          yAxisId="visited"
          type="stepAfter"
          dataKey="visited"
          name={t("progress.visited")}
          stroke="var(--blue)"
          strokeWidth={2}
          dot={points.length < 2}
          isAnimationActive={false}
        />
        <Line
          yAxisId="sold"
          type="stepAfter"
          dataKey="sold"
          name={t("progress.sold")}
          stroke="var(--brand)"
          strokeWidth={2}
          dot={points.length < 2}
          isAnimationActive={false}
        />
      </LineChart>
    </ChartFrame>
  );
}

const LONGEST_LABEL = 22;

function shortened(text: string): string {
  return text.length > LONGEST_LABEL ? `${text.slice(0, LONGEST_LABEL - 1)}…` : text;
}

function colourOf(score: number): string {
  if (score >= 80) return "var(--brand)";
  return score >= 50 ? "var(--amber-fill)" : "var(--red-fill)";
}
