import type { ReactNode } from "react";

const TONES = {
  green: "bg-brand-soft text-brand",
  amber: "bg-amber-soft text-amber",
  red: "bg-red-soft text-red",
  blue: "bg-blue-soft text-blue",
  grey: "bg-sunken text-mute",
} as const;

export type Tone = keyof typeof TONES;

interface Props {
  tone: Tone;
  children: ReactNode;
  title?: string;
  className?: string;
}

/** A short coloured word or figure. */
export function Tag({ tone, children, title, className = "" }: Props) {
  return (
    <span
      title={title}
      className={`inline-block whitespace-nowrap rounded-md px-1.5 py-0.5 font-semibold text-xs ${TONES[tone]} ${className}`}
    >
      {children}
    </span>
  );
}

/** The colour of a score or rate: good from 80, middling from 50. */
export function toneOfScore(score: number): Tone {
  if (score >= 80) return "green";
  return score >= 50 ? "amber" : "red";
}
