import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "@/components/Button";
import { Panel } from "@/components/Panel";
import { Refusal } from "@/components/Refusal";
import { SearchField } from "@/components/SearchField";
import { Skeleton } from "@/components/Skeleton";
import { useRoleTexts } from "@/features/identity";
import { useTranslation } from "@/formats/useTranslation";
import { AddUserDialog } from "./AddUserDialog";
import { matching } from "./matching";
import { usersQuery } from "./queries";
import { UserDialog } from "./UserDialog";
import { UserRow } from "./UserRow";

/** Every user, narrowed by a text; one of them, or a new one, in hand. */
export function UserList({ myName }: { myName: string }) {
  const { t } = useTranslation("users");
  const { nameOf } = useRoleTexts();
  const users = useQuery(usersQuery);
  const [text, setText] = useState("");
  const [inHand, setInHand] = useState<string | null>(null);
  const [isAdding, setAdding] = useState(false);
  const all = users.data ?? [];
  const shown = matching(all, text, (user) => nameOf(user.role));
  const chosen = all.find((user) => user.user_name === inHand);
  return (
    <Panel
      title={t("list")}
      aside={
        <>
          {users.data && <span>{t("count", { count: all.length })}</span>}
          <Button look="primary" onClick={() => setAdding(true)}>
            {t("add.open")}
          </Button>
        </>
      }
      head={
        <div className="border-line border-b px-4 py-2.5">
          <SearchField label={t("search")} text={text} onText={setText} className="max-w-md" />
        </div>
      }
    >
      {users.isPending && <Skeleton rows={4} label={t("opening")} className="m-4" />}
      <Refusal error={users.error} />
      {users.data && shown.length === 0 && (
        <p role="status" className="p-4 text-mute">
          {t("nobody")}
        </p>
      )}
      <ul>
        {shown.map((user) => (
          <UserRow
            key={user.user_name}
            user={user}
            isMe={user.user_name === myName}
            onOpen={() => setInHand(user.user_name)}
          />
        ))}
      </ul>
      {chosen && (
        <UserDialog
          key={chosen.user_name}
          user={chosen}
          isMe={chosen.user_name === myName}
          onClose={() => setInHand(null)}
        />
      )}
      {isAdding && <AddUserDialog onClose={() => setAdding(false)} />}
    </Panel>
  );
}
