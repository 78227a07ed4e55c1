import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { answerOf, client } from "@/api/client";
import type { Permission } from "@/api/types";
import { Button } from "@/components/Button";
import { Panel } from "@/components/Panel";
import { Refusal } from "@/components/Refusal";
import { Skeleton } from "@/components/Skeleton";
import { TokenList } from "@/features/tokens";
import { useTranslation } from "@/formats/useTranslation";
import { NewTokenDialog } from "./NewTokenDialog";
import { tokensQuery } from "./queries";

/** Tokens with which programs act in one's name. */
export function Tokens({ permissions }: { permissions: readonly Permission[] }) {
  const { t } = useTranslation("account");
  const queries = useQueryClient();
  const tokens = useQuery(tokensQuery);
  const [isMaking, setMaking] = useState(false);
  async function remove(tokenId: string): Promise<void> {
    try {
      const params = { path: { token_id: tokenId } };
      await answerOf(client.DELETE("/api/me/tokens/{token_id}", { params }));
    } finally {
      await queries.invalidateQueries({ queryKey: tokensQuery.queryKey });
    }
  }
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
      <TokenList tokens={tokens.data ?? []} onRemove={remove} />
      {isMaking && <NewTokenDialog permissions={permissions} onClose={() => setMaking(false)} />}
    </Panel>
  );
}
