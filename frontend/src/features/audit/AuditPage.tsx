import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "@/components/Button";
import { Panel } from "@/components/Panel";
import { Refusal } from "@/components/Refusal";
import { Skeleton } from "@/components/Skeleton";
import { SignedInPage } from "@/features/identity";
import { useTranslation } from "@/formats/useTranslation";
import { Act } from "./Act";
import { Filters } from "./Filters";
import { trailQuery } from "./queries";
import { addressOf, type Search, searchIn } from "./search";
import { useActionsCalled } from "./useActionName";

/** Who did what, when and to which day or account. */
export function AuditPage() {
  const { t } = useTranslation("audit");
  return (
    <SignedInPage title={t("title")} needs="see-audit">
      {() => <Trail />}
    </SignedInPage>
  );
}

function Trail() {
  const { t } = useTranslation("audit");
  const [search, setSearch] = useState(() => searchIn(window.location.search));
  const actionsOf = useActionsCalled();
  const meant = actionsOf(search.text ?? "");
  const trail = useInfiniteQuery(trailQuery(search, meant));
  const acts = trail.data?.pages.flatMap(({ records }) => records) ?? [];
  const address = addressOf(search);
  function find(wanted: Search): void {
    setSearch(wanted);
    // A reload or a link finds the same; going back leaves the page.
    const asked = addressOf(wanted);
    window.history.replaceState(null, "", asked ? `/audit?${asked}` : "/audit");
  }
  return (
    <>
      <Filters key={address} search={search} onSearch={find} />
      <Panel
        title={t("found")}
        aside={
          <a
            href={`/api/audit/export${address && `?${address}`}${meant.map((one) => `&text_action=${one}`).join("")}`}
            download
            className="inline-flex min-h-11 items-center rounded-xl px-3 font-semibold text-brand text-sm hover:bg-sunken md:min-h-9"
          >
            {t("export")}
          </a>
        }
      >
        {trail.isPending && <Skeleton rows={6} label={t("opening")} className="m-4" />}
        <Refusal error={trail.error} />
        {trail.data && acts.length === 0 && (
          <p role="status" className="p-4 text-mute">
            {t(address ? "nothing" : "none")}
          </p>
        )}
        <ol>
          {acts.map((act) => (
            <Act key={act.audit_id} act={act} />
          ))}
        </ol>
        {trail.hasNextPage && (
          <div className="border-line border-t p-3 text-center">
            <Button busy={trail.isFetchingNextPage} onClick={() => void trail.fetchNextPage()}>
              {t("older")}
            </Button>
          </div>
        )}
      </Panel>
    </>
  );
}
