import {
  NS_PER_MS,
  NS_PER_US,
  rfcSpelling,
  type SocketState,
  type TraceLog,
  type TraceTime,
} from "@wirestage/trace";
import { useTranslation } from "react-i18next";
import { endpointText } from "../format/endpoint.ts";
import { formatAge, formatDuration } from "../format/time.ts";
import { useLog, useSelection } from "../session/hooks.ts";
import { useIsOver } from "../session/use-is-over.ts";
import { causeText } from "../stage/cause-text.ts";
import { stateTone } from "../stage/state-tone.ts";
import { type HostSocket, timerLeftMs } from "./host-sockets.ts";
import { SocketQueues } from "./SocketQueues.tsx";
import { peering, socketKind, timerMeaning } from "./socket-meaning.ts";
import { isDualStack } from "./socket-options.ts";

function useHolder(view: SocketState): string {
  const { t } = useTranslation("hosts");
  if (view.fd !== null) return t("sockets.fd", { fd: view.fd });
  return view.state === "SYN_RECV" || view.state === "ESTABLISHED"
    ? t("sockets.noProgramYet")
    : t("sockets.noProgram");
}

function Timer({ view, t: now }: { readonly view: SocketState; readonly t: TraceTime }) {
  const { t } = useTranslation("hosts");
  const left = timerLeftMs(view, now);
  if (view.timer === null || left === null) return null;
  return (
    <p className="socket-timer" title={t("timer.how")}>
      {t(`timer.${timerMeaning(view, view.timer.kind)}`, { left: formatAge(left * NS_PER_MS) })}
      {view.timer.retries > 0 && <span> · {t("timer.retries", { count: view.timer.retries })}</span>}
    </p>
  );
}

function Info({ info }: { readonly info: NonNullable<SocketState["info"]> }) {
  const { t } = useTranslation("hosts");
  const facts = [
    [t("info.rto"), formatDuration(info.rtoUs * NS_PER_US)],
    [t("info.rtt"), info.rttUs > 0 ? formatDuration(info.rttUs * NS_PER_US) : "–"],
    [t("info.cwnd"), String(info.cwnd)],
  ] as const;
  return (
    <dl className="socket-info">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** The state as the kernel has it; of a socket without a handshake whether it is connected, and Linux' word beside it. */
function State({ view }: { readonly view: SocketState }) {
  const { t } = useTranslation("hosts");
  const peer = peering(view);
  const rfc = socketKind(view) === "tcp" ? rfcSpelling(view.state) : view.state;
  const second = peer === null ? rfc : view.state;
  const how = peer === null ? t("sockets.rfc", { rfc }) : t(`sockets.${peer}How`, { state: view.state });
  return (
    <>
      <span className="socket-state">{peer === null ? view.state : t(`sockets.${peer}`)}</span>
      {(peer !== null || rfc !== view.state) && (
        <span className="socket-rfc" title={how}>
          {second}
        </span>
      )}
    </>
  );
}

function Kind({ view }: { readonly view: SocketState }) {
  const { t } = useTranslation("hosts");
  const name = t(`sockets.kind.${socketKind(view)}`);
  return (
    <span className="socket-kind" title={`${view.family}, ${view.type}`}>
      {view.family === "AF_INET6" ? `${name} · IPv6` : name}
    </span>
  );
}

function End({ view, end }: { readonly view: SocketState; readonly end: "local" | "remote" }) {
  const { t } = useTranslation("hosts");
  const text = endpointText(view[end], view.family);
  return text === "" ? <span title={t("sockets.unnamedHow")}>{t("sockets.unnamed")}</span> : text;
}

function Ends({ view, log }: { readonly view: SocketState; readonly log: TraceLog }) {
  const { t } = useTranslation("hosts");
  return (
    <p className="socket-ends">
      <End view={view} end="local" /> <span aria-hidden="true">↔</span> <End view={view} end="remote" />
      {isDualStack(view, log) && <span className="socket-remark"> · {t("sockets.dualStack")}</span>}
    </p>
  );
}

interface SocketCardProps {
  readonly socket: HostSocket;
  readonly t: TraceTime;
}

/** One socket as the kernel last told of it. */
export function SocketCard({ socket: { view, cause, gone }, t: now }: SocketCardProps) {
  const { t } = useTranslation("hosts");
  const { t: stageText } = useTranslation("stage");
  const log = useLog();
  const selected = useSelection(
    (each) => each.selection?.kind === "socket" && each.selection.socket === view.socket,
  );
  const select = useSelection((each) => each.select);
  const holder = useHolder(view);
  const isOver = useIsOver();
  const isInferred = view.sampling === "inferred";
  return (
    <li
      className={`socket-card socket-${stateTone(view.state)}`}
      data-gone={gone || undefined}
      data-selected={selected || undefined}
    >
      <button
        type="button"
        aria-pressed={selected}
        onClick={() => select(selected ? null : { kind: "socket", socket: view.socket })}
      >
        {gone ? <span className="socket-state">{t("sockets.gone")}</span> : <State view={view} />}
        <Kind view={view} />
        {isInferred ? (
          <span className="socket-inferred" title={t("sockets.inferredHow")}>
            {t("sockets.inferred")}
          </span>
        ) : (
          <span className={view.fd === null ? "socket-unheld" : "socket-fd"}>{holder}</span>
        )}
      </button>
      <Ends view={view} log={log} />
      {!gone && !isInferred && <SocketQueues view={view} />}
      {!gone && !isOver && <Timer view={view} t={now} />}
      {!gone && view.info && <Info info={view.info} />}
      <p className="socket-cause" title={view.sampling === "sampled" ? t("sockets.sampled") : undefined}>
        {causeText(cause, stageText, log)}
        {view.sampling === "sampled" && " ~"}
      </p>
    </li>
  );
}
