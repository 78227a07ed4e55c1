import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { answerOf, client } from "@/api/client";
import type { Device } from "@/api/types";
import { Button } from "@/components/Button";
import { Panel } from "@/components/Panel";
import { Refusal } from "@/components/Refusal";
import { Skeleton } from "@/components/Skeleton";
import { Tag } from "@/components/Tag";
import { SignOutDialog } from "@/features/identity";
import { useFormats } from "@/formats/useFormats";
import { useTranslation } from "@/formats/useTranslation";
import { agentName } from "./agentName";
import { devicesQuery } from "./queries";

/** Where one is signed in; each but this one can be signed out from here. */
export function Devices() {
  const { t } = useTranslation("account");
  const devices = useQuery(devicesQuery);
  const [asked, setAsked] = useState<"here" | "everywhere" | null>(null);
  return (
    <Panel
      title={t("devices.title")}
      aside={
        <Button look="link" onClick={() => setAsked("everywhere")}>
          {t("devices.everywhere")}
        </Button>
      }
    >
      {devices.isPending && <Skeleton rows={2} label={t("opening")} className="m-4" />}
      <Refusal error={devices.error} />
      <ul>
        {devices.data?.map((device) => (
          <DeviceLine
            key={device.sign_in_id}
            device={device}
            onLeaveHere={() => setAsked("here")}
          />
        ))}
      </ul>
      {asked && <SignOutDialog where={asked} onClose={() => setAsked(null)} />}
    </Panel>
  );
}

function DeviceLine({ device, onLeaveHere }: { device: Device; onLeaveHere: () => void }) {
  const { t } = useTranslation("account");
  const { date, time } = useFormats();
  const queries = useQueryClient();
  const id = device.sign_in_id;
  const end = useMutation({
    mutationFn: () =>
      answerOf(
        client.DELETE("/api/me/sessions/{sign_in_id}", { params: { path: { sign_in_id: id } } }),
      ),
    onSettled: () => queries.invalidateQueries({ queryKey: devicesQuery.queryKey }),
  });
  const name = agentName(device.agent) || t("devices.unknown");
  const at = (iso: string) => `${date(iso)} ${time(iso)}`;
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1 border-line border-b px-4 py-2.5 last:border-0">
      <div className="min-w-0 flex-1 basis-48">
        <p className="wrap-anywhere font-semibold" title={device.agent}>
          {name} {device.is_this_one && <Tag tone="green">{t("devices.thisOne")}</Tag>}
        </p>
        <p className="text-mute text-xs">
          {t("devices.seen", { at: at(device.seen_at), address: device.address })}
        </p>
        <p className="text-mute text-xs">
          {t(`devices.since.${device.how}`, {
            at: at(device.signed_in_at),
            until: at(device.expires_at),
          })}
        </p>
      </div>
      <Button
        aria-label={t("devices.endNamed", { name, at: at(device.signed_in_at) })}
        busy={end.isPending}
        onClick={device.is_this_one ? onLeaveHere : () => end.mutate()}
      >
        {t("devices.end")}
      </Button>
      <Refusal error={end.error} />
    </li>
  );
}
