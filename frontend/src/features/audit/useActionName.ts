import { useTranslation } from "@/formats/useTranslation";

/** Those with words of their own; another is shown as the trail has it. */
const KNOWN = [
  "audit_exported",
  "draft_discarded",
  "password_changed",
  "password_reset",
  "reset_link_made",
  "role_changed",
  "role_kept",
  "routes_changed",
  "session_merged",
  "session_reopened",
  "session_saved",
  "sign_in_failed",
  "signed_in",
  "signed_out",
  "signed_out_everywhere",
  "token_made",
  "token_removed",
  "user_added",
  "user_disabled",
  "user_enabled",
  "user_signed_out",
];

/** What an act is called. */
export function useActionName(): (action: string) => string {
  const { t } = useTranslation("audit");
  return (action) => (KNOWN.includes(action) ? t(`act.${action}`) : action.replaceAll("_", " "));
}
