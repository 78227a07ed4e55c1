import { type ReactNode, useId } from "react";
import { useTranslation } from "@/formats/useTranslation";
import { Button } from "./Button";
import { Modal } from "./Modal";

interface Props {
  title: string;
  /** What is filled in. */
  children: ReactNode;
  /** What stands below it and is not sent with it. */
  below?: ReactNode;
  confirm: string;
  /** Whether what is filled in can be sent. */
  isReady: boolean;
  isBusy: boolean;
  onSubmit: () => void;
  onClose: () => void;
}

/** A dialog with a form: sent by its button or by Enter, and not twice at once. */
export function FormDialog({
  title,
  children,
  below,
  confirm,
  isReady,
  isBusy,
  onSubmit,
  onClose,
}: Props) {
  const { t } = useTranslation("components");
  const form = useId();
  return (
    <Modal
      title={title}
      onClose={onClose}
      footer={
        <>
          <Button look="quiet" onClick={onClose}>
            {t("cancel")}
          </Button>
          <Button look="primary" type="submit" form={form} disabled={!isReady} busy={isBusy}>
            {confirm}
          </Button>
        </>
      }
    >
      <form
        id={form}
        className="grid gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          if (isReady && !isBusy) onSubmit();
        }}
      >
        {children}
      </form>
      {below}
    </Modal>
  );
}
