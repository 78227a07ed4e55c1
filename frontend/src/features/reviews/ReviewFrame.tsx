import { lazy, type ReactNode, Suspense, useEffect, useEffectEvent, useId, useRef } from "react";
import type { Day } from "@/api/types";
import { Broken } from "@/components/Broken";
import { ErrorBoundary } from "@/components/ErrorBoundary";
import { useMedia } from "@/components/useMedia";
import { useFormats } from "@/formats/useFormats";
import { useTranslation } from "@/formats/useTranslation";
import { loadReview } from "./loadReview";
import type { OpenedReview } from "./openedReview";
import type { Row } from "./rows";
import { Writing } from "./Writing";

const ReviewContent = lazy(loadReview);

/** As wide as the board with three columns: there the review has the place of the van. */
export const BESIDE = "(width >= 80rem)";

interface Props extends OpenedReview {
  day: Day;
  onClose: () => void;
  /** Show the row that a point speaks of. */
  onRow: (row: Row) => void;
}

/**
 * The review that is open. On a wide screen it stands beside the customer in hand and stays while
 * one follows its points; on smaller ones it covers the day until a point is followed.
 */
export function ReviewFrame({ day, customerCode, onClose, onRow }: Props) {
  const { t } = useTranslation("reviews");
  const isBeside = useMedia(BESIDE);
  const titleId = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  useOpened(dialog, isBeside, customerCode);
  useEscape(dialog, isBeside, onClose);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the click closes by the backdrop; Escape does, too.
    <dialog
      ref={dialog}
      data-review
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClick={(event) => {
        if (event.target === event.currentTarget && !isBeside) onClose();
      }}
      className="peer m-0 ms-auto h-dvh max-h-none w-screen max-w-none border-line bg-card p-0 text-ink backdrop:bg-black/45 md:w-[min(34rem,90vw)] md:border-s xl:sticky xl:top-3 xl:m-0 xl:h-auto xl:max-h-[calc(100dvh-1.5rem)] xl:w-auto xl:rounded-xl xl:border board:static board:max-h-full board:min-h-0"
    >
      <div className="flex h-full max-h-[inherit] flex-col">
        <header className="flex min-h-14 items-center gap-2 border-line border-b py-1.5 ps-4 pe-2">
          <h2
            id={titleId}
            tabIndex={-1}
            data-review-title
            className="min-w-0 flex-1 font-semibold text-base leading-snug tracking-tight outline-none"
          >
            <Title day={day} customerCode={customerCode} />
          </h2>
          <button
            type="button"
            aria-label={t("close")}
            onClick={onClose}
            className="not-printed grid size-11 shrink-0 place-items-center rounded-xl text-mute text-xl hover:bg-sunken hover:text-ink"
          >
            <span aria-hidden="true">✕</span>
          </button>
        </header>
        <Content>
          <ReviewContent
            key={`${day.mode}|${customerCode}`}
            day={day}
            customerCode={customerCode}
            onRow={onRow}
          />
        </Content>
      </div>
    </dialog>
  );
}

function Content({ children }: { children: ReactNode }) {
  return (
    <ErrorBoundary fallback={<Broken />}>
      <Suspense fallback={<Writing step={null} />}>{children}</Suspense>
    </ErrorBoundary>
  );
}

function Title({ day, customerCode }: Pick<Props, "day" | "customerCode">) {
  const { t } = useTranslation("reviews");
  const { name, date } = useFormats();
  const customer = customerCode === null ? null : day.state.customers[customerCode];
  const { route_code: code, route_name: route } = day.route;
  const of = customer
    ? name({ name: customer.customer_name, arabic: customer.customer_name_ar })
    : (customerCode ?? [code, route].filter(Boolean).join(" "));
  return (
    <>
      <span className="block font-normal text-mute text-xs tracking-normal">
        {t(customerCode === null ? "routeReview" : "customerReview")}
        <span className="hidden print:inline"> · {date(day.date)}</span>
      </span>
      <bdi>{of}</bdi>
    </>
  );
}

/** Escape closes what stands beside the day too, unless it is meant for a part of the day. */
function useEscape(
  dialog: { current: HTMLDialogElement | null },
  isBeside: boolean,
  onClose: () => void,
): void {
  const close = useEffectEvent(onClose);
  useEffect(() => {
    if (!isBeside) return;
    function onKeyDown({ key, target }: KeyboardEvent): void {
      const isOurs = target === document.body || dialog.current?.contains(target as Node);
      if (key === "Escape" && isOurs) close();
    }
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, [dialog, isBeside]);
}

/** Opens the dialog, over the day or beside it, and gives the focus back where it came from. */
function useOpened(
  dialog: { current: HTMLDialogElement | null },
  isBeside: boolean,
  customerCode: string | null,
): void {
  useEffect(() => {
    const { current: shown } = dialog;
    if (!shown) return;
    if (isBeside) shown.show();
    else shown.showModal();
    return () => shown.close();
  }, [dialog, isBeside]);

  useEffect(() => {
    const opener = document.querySelector<HTMLElement>(
      `[data-review-of="${CSS.escape(customerCode ?? "")}"]`,
    );
    const shown = dialog.current;
    shown?.querySelector<HTMLElement>("[data-review-title]")?.focus({ preventScroll: true });
    return () => {
      const { activeElement } = document;
      if (activeElement === document.body || shown?.contains(activeElement)) {
        opener?.focus({ preventScroll: true });
      }
    };
  }, [dialog, customerCode]);
}
