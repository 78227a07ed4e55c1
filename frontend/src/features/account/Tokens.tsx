import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { answerOf, client } from "@/api/client";
import type { ApiToken, Permission } from "@/api/types";
import { Button } from "@/components/Button";
import { Panel } from "@/components/Panel";
import { Refusal } from "@/components/Refusal";
import { Skeleton } from "@/components/Skeleton";
import { Tag } from "@/components/Tag";
import { useFormats } from "@/formats/useFormats";
import { useTranslation } from "@/formats/useTranslation";
import { NewTokenDialog } from "./NewTokenDialog";
import { tokensQuery } from "./queries";

/** Tokens with which programs act in one's name. */
export function Tokens({ permissions }: { permissions: readonly Permission[] }) {
  const { t } = useTranslation("account");
  const tokens = useQuery(tokensQuery);
  const [isMaking, setMaking] = useState(false);
  return (
    <Panel
      title={t("tokens.title")}
      aside={
        <Button look="link" onClick={() => setMaking(true)}>
          {t("tokens.make")}
        </Button>
      }
    >
      {tokens.isPending && <Skeleton rows={2} label={t("opening")} className="m-4" />}
      <Refusal error={tokens.error} />
      {tokens.data?.length === 0 && <p className="p-4 text-mute">{t("tokens.none")}</p>}
      <ul>
        {tokens.data?.map((token) => (
          <TokenLine key={token.token_id} token={token} />
        ))}
      </ul>
      {isMaking && <NewTokenDialog permissions={permissions} onClose={() => setMaking(false)} />}
    </Panel>
  );
}

function TokenLine({ token }: { token: ApiToken }) {
  const { t } = useTranslation("account");
  const { date, time } = useFormats();
  const queries = useQueryClient();
  const [isSure, setSure] = useState(false);
  const name = token.token_name;
  const remove = useMutation({
    mutationFn: () =>
      answerOf(
        client.DELETE("/api/me/tokens/{token_id}", {
          params: { path: { token_id: token.token_id } },
        }),
      ),
    onSettled: () => queries.invalidateQueries({ queryKey: tokensQuery.queryKey }),
  });
  const isOver = Date.parse(token.expires_at) <= Date.now();
  const used = token.used_at;
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1 border-line border-b px-4 py-2.5 last:border-0">
      <div className="min-w-0 flex-1 basis-48">
        <p className="wrap-anywhere font-semibold">
          <bdi>{name}</bdi> {isOver && <Tag tone="amber">{t("tokens.over")}</Tag>}
        </p>
        <p className="text-mute text-xs">
          {token.permissions.map((permission) => t(`permission.${permission}`)).join(" · ")}
        </p>
        <p className="text-mute text-xs">
          {t("tokens.until", { date: date(token.expires_at) })}
          {" · "}
          {used ? t("tokens.used", { at: `${date(used)} ${time(used)}` }) : t("tokens.neverUsed")}
        </p>
      </div>
      <Button
        aria-label={t(isSure ? "tokens.removeSure" : "tokens.removeNamed", { name })}
        busy={remove.isPending}
        onBlur={() => setSure(false)}
        onClick={() => (isSure ? remove.mutate() : setSure(true))}
        className={isSure ? "text-red" : ""}
      >
        {t(isSure ? "tokens.sure" : "tokens.remove")}
      </Button>
      <Refusal error={remove.error} />
    </li>
  );
}
