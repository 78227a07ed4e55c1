import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import type { ApiToken } from "@/api/types";
import { Button } from "@/components/Button";
import { Refusal } from "@/components/Refusal";
import { Tag } from "@/components/Tag";
import { useFormats } from "@/formats/useFormats";
import { useTranslation } from "@/formats/useTranslation";
import { usePermissionName } from "./usePermissionName";

interface Props {
  tokens: readonly ApiToken[];
  /** Make a token invalid at the server, and look again at those that are left. */
  onRemove: (tokenId: string) => Promise<void>;
}

/** Tokens with which programs act in somebody's name, each of which can be revoked. */
export function TokenList({ tokens, onRemove }: Props) {
  return (
    <ul>
      {tokens.map((token) => (
        <TokenLine key={token.token_id} token={token} onRemove={() => onRemove(token.token_id)} />
      ))}
    </ul>
  );
}

function TokenLine({ token, onRemove }: { token: ApiToken; onRemove: () => Promise<void> }) {
  const { t } = useTranslation("tokens");
  const { date, time } = useFormats();
  const nameOf = usePermissionName();
  const [isSure, setSure] = useState(false);
  const name = token.token_name;
  const remove = useMutation({ mutationFn: onRemove });
  const isOver = Date.parse(token.expires_at) <= Date.now();
  const used = token.used_at;
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1 border-line border-b px-4 py-2.5 last:border-0">
      <div className="min-w-0 flex-1 basis-48">
        <p className="wrap-anywhere font-semibold">
          <bdi>{name}</bdi> {isOver && <Tag tone="amber">{t("over")}</Tag>}
        </p>
        <p className="text-mute text-xs">{token.permissions.map(nameOf).join(" · ")}</p>
        <p className="text-mute text-xs">
          {t("until", { date: date(token.expires_at) })}
          {" · "}
          {used ? t("used", { at: `${date(used)} ${time(used)}` }) : t("neverUsed")}
        </p>
      </div>
      <Button
        aria-label={t(isSure ? "removeSure" : "removeNamed", { name })}
        busy={remove.isPending}
        onBlur={() => setSure(false)}
        onClick={() => (isSure ? remove.mutate() : setSure(true))}
        className={isSure ? "text-red" : ""}
      >
        {t(isSure ? "sure" : "remove")}
      </Button>
      <Refusal error={remove.error} />
    </li>
  );
}
