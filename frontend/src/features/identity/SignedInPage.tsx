import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { ProblemError } from "@/api/client";
import type { Permission, Me as Somebody } from "@/api/types";
import { Notice } from "@/components/Notice";
import { PageFrame } from "@/components/PageFrame";
import { Skeleton } from "@/components/Skeleton";
import { DayChangesProvider } from "@/features/day";
import { deploymentQuery } from "@/features/selection";
import { TimeZone } from "@/formats/TimeZone";
import { useTranslation } from "@/formats/useTranslation";
import { DemoBanner } from "./DemoBanner";
import { Me } from "./Me";
import { meQuery } from "./me";

interface Props {
  title: string;
  /** What it takes to be here; the server decides again at each question. */
  needs?: Permission;
  /** What can be done with the page. */
  actions?: ReactNode;
  children: (me: Somebody) => ReactNode;
}

/** A page beside the day, for somebody who is signed in. */
export function SignedInPage({ title, needs, actions, children }: Props) {
  const { t } = useTranslation("identity");
  const me = useQuery(meQuery);
  const deployment = useQuery(deploymentQuery);
  const error = me.error ?? deployment.error;
  if (!me.data || !deployment.data) {
    return (
      <PageFrame title={title}>
        {error ? (
          <Notice tone="red" role="alert">
            {error instanceof ProblemError ? error.message : t("unreachable")}
          </Notice>
        ) : (
          <Skeleton rows={6} label={t("opening")} />
        )}
      </PageFrame>
    );
  }
  const name = me.data.user_name;
  return (
    <TimeZone value={deployment.data.time_zone}>
      <DayChangesProvider key={name} userName={name} day={null}>
        <DemoBanner />
        <PageFrame title={title} actions={actions} who={<Me />}>
          {needs && !me.data.permissions.includes(needs) ? (
            <Notice tone="amber" role="alert">
              {t(me.data.sign_in === "demo" ? "notForYouInDemo" : "notForYou", {
                role: t(`role.${me.data.role}`),
              })}
            </Notice>
          ) : (
            children(me.data)
          )}
        </PageFrame>
      </DayChangesProvider>
    </TimeZone>
  );
}
