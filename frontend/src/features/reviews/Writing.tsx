import type { ReviewProgress } from "@/api/types";
import { Spinner } from "@/components/Button";
import { useFormats } from "@/formats/useFormats";
import { useTranslation } from "@/formats/useTranslation";

interface Props {
  /** How far the writing is; null before anything is known of it. */
  step: ReviewProgress | null;
  /** Beside a review that is being replaced there is little room. */
  short?: boolean;
}

const STAGES = ["waiting", "asking", "writing", "checking"] as const;

/** How far a review is; appears once the wait is noticeable. */
export function Writing({ step, short = false }: Props) {
  const { t } = useTranslation("reviews");
  const { units } = useFormats();
  const stage = step?.stage === "repairing" ? "writing" : (step?.stage ?? "waiting");
  const reached = STAGES.indexOf(stage);
  const now = step?.stage === "repairing" ? t("stage.repairing") : t(`stage.${stage}`);
  const characters = step?.characters
    ? t("characters", { count: step.characters, units: units(step.characters) })
    : "";
  if (short) {
    return (
      <p role="status" className="appears-late flex items-center gap-2 px-4 py-2 text-mute text-xs">
        <Spinner />
        {now} {characters}
      </p>
    );
  }
  return (
    <div className="appears-late grid gap-6 px-4 py-5">
      <p role="status" className="sr-only">
        {now}
      </p>
      <ol aria-hidden="true" className="grid gap-3">
        {STAGES.map((one, index) => (
          <li
            key={one}
            className={`flex items-center gap-3 ${index > reached ? "text-mute" : ""} ${index === reached ? "font-semibold" : ""}`}
          >
            <span className="grid size-5 place-items-center text-brand">
              {index < reached && "✓"}
              {index === reached && <Spinner />}
              {index > reached && <span className="size-1.5 rounded-full bg-edge" />}
            </span>
            {index === reached ? now : t(`stage.${one}`)}
            {index === reached && (
              <span className="font-normal text-mute text-xs">{characters}</span>
            )}
          </li>
        ))}
      </ol>
      <div aria-hidden="true" className="grid gap-2.5">
        {["w-full", "w-11/12", "w-4/5", "w-full", "w-2/3"].map((width, line) => (
          <span
            // biome-ignore lint/suspicious/noArrayIndexKey: the lines keep their places.
            key={line}
            className={`h-3.5 rounded bg-sunken motion-safe:animate-pulse ${width}`}
          />
        ))}
      </div>
    </div>
  );
}
