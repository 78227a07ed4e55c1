import { Button } from "@/components/Button";
import { Modal } from "@/components/Modal";
import { Notice } from "@/components/Notice";
import { Refusal } from "@/components/Refusal";
import { useHoldSending, useKeepsEntries } from "@/features/day";
import { useTranslation } from "@/formats/useTranslation";
import { useSignOut } from "./useSignOut";

interface Props {
  where: "here" | "everywhere";
  /** Why an attempt before this question came to nothing. */
  failure?: Error | null;
  onClose: () => void;
}

/** Asks before one signs out, and says what is not sent yet. */
export function SignOutDialog({ where, failure = null, onClose }: Props) {
  const { t } = useTranslation("identity");
  const unsent = useHoldSending().countUnsent();
  const isKept = useKeepsEntries();
  const signOut = useSignOut();
  return (
    <Modal
      title={t(`signOut.title.${where}`)}
      onClose={onClose}
      footer={
        <>
          <Button look="quiet" onClick={onClose}>
            {t("cancel")}
          </Button>
          <Button look="primary" busy={signOut.isPending} onClick={() => signOut.mutate(where)}>
            {t("signOut.confirm")}
          </Button>
        </>
      }
    >
      <div className="grid gap-3">
        <p>{t(`signOut.text.${where}`)}</p>
        {unsent > 0 && (
          <Notice tone="amber" role="status">
            {t(isKept ? "signOut.unsent" : "signOut.lost", { count: unsent })}
          </Notice>
        )}
        <Refusal error={signOut.error ?? failure} />
      </div>
    </Modal>
  );
}
