import type { Endpoint } from "@wirestage/trace";
import { useId } from "react";
import { useTranslation } from "react-i18next";
import { Segments } from "../../app/Segments.tsx";
import { endpointText } from "../../format/endpoint.ts";
import { useLog } from "../../session/hooks.ts";
import { type Flow, type FlowDirection, flowKey, reversed } from "./flows.ts";

interface FlowChoiceProps {
  readonly flows: readonly Flow[];
  readonly direction: FlowDirection;
  readonly onChoose: (direction: FlowDirection) => void;
}

/** Which connection or pair of ports, and in whose name. */
export function FlowChoice({ flows, direction, onChoose }: FlowChoiceProps) {
  const { t } = useTranslation("wire-controls");
  const log = useLog();
  const id = useId();
  const key = flowKey(direction);
  const ends = [direction, reversed(direction, log)].filter((each) => each !== null);
  const segments = ends
    .map(({ from }) => ({
      key: from,
      name: from === "client" || from === "server" ? t(`host.${from}`) : from,
    }))
    .sort((a, b) => a.key.localeCompare(b.key));
  const chooseFlow = (wanted: string) => {
    const flow = flows.find((each) => each.key === wanted);
    if (flow) onChoose(flow.first);
  };
  const chooseHost = (host: string) => {
    const end = ends.find(({ from }) => from === host);
    if (end) onChoose(end);
  };
  return (
    <div className="flex flex-wrap items-end gap-x-5 gap-y-3">
      <div className="flex min-w-0 flex-col gap-1">
        <label htmlFor={id} className="text-sm text-text-2">
          {t("inject.flow")}
        </label>
        <select
          id={id}
          value={key}
          onChange={(event) => chooseFlow(event.target.value)}
          className="h-8 max-w-full rounded-md border border-line-strong bg-surface px-2 font-mono text-sm"
        >
          {flows.map(({ key: each, first }) => (
            <option key={each} value={each}>
              {`${first.protocol.toUpperCase()} ${ending(first.src)} ↔ ${ending(first.dst)}`}
            </option>
          ))}
        </select>
      </div>
      <div className="flex flex-col gap-1">
        <span className="text-sm text-text-2">{t("inject.from")}</span>
        <Segments
          label={t("inject.from")}
          segments={segments}
          current={direction.from}
          onChoose={chooseHost}
        />
      </div>
    </div>
  );
}

function ending(end: Endpoint): string {
  return endpointText(end, end.address.includes(":") ? "AF_INET6" : "AF_INET");
}
