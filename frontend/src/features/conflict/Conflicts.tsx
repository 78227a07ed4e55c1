import type { MergeCell } from "@/api/types";
import { Bar } from "@/components/Bar";
import { Button } from "@/components/Button";
import { useFormats } from "@/formats/useFormats";
import { useTranslation } from "@/formats/useTranslation";
import { ConflictCell } from "./ConflictCell";
import { byCustomer, type Choices, cellKey, choose } from "./cells";

interface Props {
  conflicts: readonly MergeCell[];
  choices: Choices;
  date: string;
  onChoose: (choices: Choices) => void;
}

/** The cells that both changed, by customer; one by one or all at once. */
export function Conflicts({ conflicts, choices, date, onChoose }: Props) {
  const { t } = useTranslation("conflict");
  const { name } = useFormats();
  if (conflicts.length === 0) return <p className="mt-3">{t("merge.nothingToChoose")}</p>;
  const chosen = Object.keys(choices).length;
  return (
    <>
      <div className="mt-4 mb-3 flex flex-wrap items-center gap-x-3 gap-y-2">
        <div className="min-w-40 flex-1">
          <h3 className="font-semibold">
            {t("merge.toChoose")}{" "}
            <span role="status" className="font-normal text-mute text-xs">
              {t("merge.chosen", { chosen, count: conflicts.length })}
            </span>
          </h3>
          <Bar
            className="mt-1.5 h-1 max-w-64"
            parts={[{ fill: "brand", share: chosen / conflicts.length }]}
          />
        </div>
        <div className="flex gap-2 max-md:w-full max-md:*:flex-1">
          <Button onClick={() => onChoose(choose(choices, conflicts, "mine"))}>
            {t("merge.allMine")}
          </Button>
          <Button onClick={() => onChoose(choose(choices, conflicts, "theirs"))}>
            {t("merge.allTheirs")}
          </Button>
        </div>
      </div>
      <div className="grid gap-3">
        {byCustomer(conflicts).map(({ customer, cells }) => (
          <section
            key={customer.customer_code}
            className="overflow-hidden rounded-xl border border-line"
          >
            <h4 className="bg-bg px-4 py-2 font-semibold">
              <bdi>{name({ name: customer.customer_name, arabic: customer.customer_name_ar })}</bdi>
            </h4>
            {cells.map((cell) => (
              <ConflictCell
                key={cellKey(cell)}
                cell={cell}
                chosen={choices[cellKey(cell)]?.side}
                date={date}
                onChoose={(side) => onChoose(choose(choices, [cell], side))}
              />
            ))}
          </section>
        ))}
      </div>
    </>
  );
}
