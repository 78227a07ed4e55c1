import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useId } from "react";
import { answerOf, client } from "@/api/client";
import { Refusal } from "@/components/Refusal";
import { Skeleton } from "@/components/Skeleton";
import { TokenList } from "@/features/tokens";
import { useTranslation } from "@/formats/useTranslation";
import { userTokensQuery } from "./queries";

/** The tokens with which programs act in a user's name; each ends at once when it is revoked. */
export function UserTokens({ userName }: { userName: string }) {
  const { t } = useTranslation("users");
  const id = useId();
  const queries = useQueryClient();
  const query = userTokensQuery(userName);
  const tokens = useQuery(query);
  async function remove(tokenId: string): Promise<void> {
    try {
      const params = { path: { user_name: userName, token_id: tokenId } };
      await answerOf(client.DELETE("/api/users/{user_name}/tokens/{token_id}", { params }));
    } finally {
      await queries.invalidateQueries({ queryKey: query.queryKey });
    }
  }
  return (
    <section aria-labelledby={id} className="mt-5 grid gap-2 border-line border-t pt-4">
      <h3 id={id} className="font-semibold">
        {t("tokens.title")}
      </h3>
      {tokens.isPending && <Skeleton rows={1} label={t("opening")} />}
      <Refusal error={tokens.error} />
      {tokens.data?.length === 0 && <p className="text-mute">{t("tokens.none")}</p>}
      <TokenList tokens={tokens.data ?? []} onRemove={remove} />
    </section>
  );
}
