import type { ResetLink } from "@/api/types";
import { ToldOnce } from "@/components/ToldOnce";
import { useFormats } from "@/formats/useFormats";
import { useTranslation } from "@/formats/useTranslation";

/** The link with which somebody chooses their password; whoever has it can. */
export function LinkMade({ link, name }: { link: ResetLink; name: string }) {
  const { t } = useTranslation("users");
  const { date, time } = useFormats();
  const until = `${date(link.expires_at)} ${time(link.expires_at)}`;
  return (
    <ToldOnce
      label={t("link.label", { name })}
      secret={link.link}
      hint={t("link.once", { until })}
    />
  );
}
