import "./hosts.css";
import type { HostFacts } from "@wirestage/trace";
import { Monitor, Server } from "lucide-react";
import { Suspense } from "react";
import { useTranslation } from "react-i18next";
import { PartBoundary } from "../app/PartBoundary.tsx";
import { Segments } from "../app/Segments.tsx";
import { Console } from "../console/load-console.ts";
import { useLink, useLog, useTraceState } from "../session/hooks.ts";
import { useIsOver } from "../session/use-is-over.ts";
import { addressesInUse } from "./host-addresses.ts";
import { type HostTab, hidesProgram, shownTab, useHostTabs, usesConsole } from "./host-tab.ts";
import { ProgramCard } from "./ProgramCard.tsx";
import { SocketList } from "./SocketList.tsx";
import { useHostPrograms } from "./use-host-programs.ts";

interface HeadProps {
  readonly host: string;
  readonly name: string;
  readonly facts: HostFacts | undefined;
  readonly tab: HostTab;
}

function Head({ host, name, facts, tab }: HeadProps) {
  const { t } = useTranslation("hosts");
  const show = useHostTabs((store) => store.show);
  const log = useLog();
  const state = useTraceState();
  const addresses = facts ? addressesInUse(log, state, facts) : [];
  const Icon = host === "server" ? Server : Monitor;
  const isOver = useIsOver();
  const hasConsole = useLink().status !== "recording" || usesConsole(log.latest, host);
  const hidden = !isOver && hidesProgram(tab, log.latest, host);
  const segments = (["program", "console"] as const).map((key) => ({
    key,
    name: t(`tab.${key}`),
    mark: key === "program" && hidden ? t("tab.runs") : undefined,
  }));
  return (
    <header className="host-head">
      <Icon size={16} aria-hidden="true" />
      <h2>{name}</h2>
      {hasConsole && (
        <Segments
          label={t("tab.label", { host: name })}
          segments={segments}
          current={tab}
          onChoose={(chosen) => show(host, chosen)}
          size="small"
        />
      )}
      {facts && (
        <span className="host-address" title={[...addresses, t("mac", { mac: facts.mac })].join(" · ")}>
          {addresses.join(" · ")} <small>{facts.mac}</small>
        </span>
      )}
    </header>
  );
}

/** One host: its program with source and terminal, or the learner's own calls; and the sockets in its kernel. */
export function HostPanel({ host }: { readonly host: string }) {
  const { t } = useTranslation("hosts");
  const facts = useTraceState().hosts.get(host)?.facts;
  const { latest } = useLog();
  const tab = shownTab(
    useHostTabs(({ choices }) => choices[host]),
    latest,
    host,
  );
  const { shown } = useHostPrograms(host);
  const isCapture = latest.opened?.capture != null;
  const name = host === "client" || host === "server" ? t(`role.${host}`) : host;
  return (
    <section
      className={`host-panel ${host === "server" ? "host-server" : "host-client"}`}
      aria-label={name}
      data-program={tab === "program" ? shown?.started.program : undefined}
    >
      <Head host={host} name={name} facts={facts} tab={tab} />
      <PartBoundary key={tab}>
        {tab === "console" ? (
          <Suspense fallback={<p className="host-none">{t("tab.loading")}</p>}>
            <Console host={host} />
          </Suspense>
        ) : (
          !isCapture && <ProgramCard host={host} name={name} />
        )}
      </PartBoundary>
      <SocketList host={host} name={name} />
    </section>
  );
}
