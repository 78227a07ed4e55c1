import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "@/components/Button";
import { SelectField } from "@/components/SelectField";
import { TextField } from "@/components/TextField";
import { useTranslation } from "@/formats/useTranslation";
import { actionsQuery } from "./queries";
import { addressOf, cleaned, type Search } from "./search";
import { useActionName } from "./useActionName";

interface Props {
  search: Search;
  onSearch: (search: Search) => void;
}

/** What narrows the trail, applied together. */
export function Filters({ search, onSearch }: Props) {
  const { t } = useTranslation("audit");
  const actions = useQuery(actionsQuery);
  const nameOf = useActionName();
  const [wanted, setWanted] = useState(search);
  const field = (part: keyof Search) => ({
    value: wanted[part] ?? "",
    onText: (value: string) => setWanted({ ...wanted, [part]: value }),
  });
  const action = field("action");
  const known = actions.data ?? [];
  // An action of the address is shown, though the trail has none of it yet.
  const offered =
    search.action && !known.includes(search.action) ? [search.action, ...known] : known;
  return (
    <form
      aria-label={t("search")}
      className="grid items-start gap-3 rounded-xl border border-line bg-card p-4 grid-cols-2 lg:grid-cols-6"
      onSubmit={(event) => {
        event.preventDefault();
        onSearch(cleaned(wanted));
      }}
    >
      <TextField
        className="col-span-2"
        label={t("text")}
        {...field("text")}
        maxLength={100}
        type="search"
      />
      <TextField
        className="lg:col-span-2"
        label={t("user")}
        {...field("user_name")}
        maxLength={100}
        autoComplete="off"
      />
      <SelectField
        className="lg:col-span-2"
        label={t("action")}
        value={action.value}
        choices={[["", t("anyAction")], ...offered.map((one) => [one, nameOf(one)] as const)]}
        onPick={action.onText}
      />
      <TextField
        className="max-lg:col-span-2"
        label={t("route")}
        {...field("route_code")}
        maxLength={50}
      />
      <TextField
        className="lg:col-span-2"
        label={t("from")}
        {...field("first_date")}
        max={wanted.last_date}
        type="date"
      />
      <TextField
        className="lg:col-span-2"
        label={t("to")}
        {...field("last_date")}
        min={wanted.first_date}
        type="date"
      />
      <div className="flex gap-2 self-end max-lg:col-span-2">
        <Button look="primary" type="submit" className="grow md:min-h-11">
          {t("find")}
        </Button>
        {addressOf(search) && (
          <Button className="md:min-h-11" onClick={() => onSearch({})}>
            {t("all")}
          </Button>
        )}
      </div>
    </form>
  );
}
