import { NS_PER_MS, NS_PER_US, rfcSpelling, type SocketState, type TraceTime } from "@wirestage/trace";
import { useTranslation } from "react-i18next";
import { formatAge, formatDuration } from "../format/time.ts";
import { useCoarseTime, useLog, useSelection, useTraceState } from "../session/hooks.ts";
import { causeText } from "../stage/cause-text.ts";
import { stateTone } from "../stage/state-tone.ts";
import { type HostSocket, hostSockets, timerLeftMs } from "./host-sockets.ts";
import { receiveQueueMeaning, sendQueueMeaning, timerMeaning } from "./socket-meaning.ts";

const TIMER_STEP_NS = 100_000_000;

function endpoint({ address, port }: SocketState["local"]): string {
  return `${address === "0.0.0.0" ? "*" : address}:${port === 0 ? "*" : port}`;
}

function useHolder(view: SocketState): string {
  const { t } = useTranslation("hosts");
  if (view.fd !== null) return t("sockets.fd", { fd: view.fd });
  return view.state === "SYN_RECV" || view.state === "ESTABLISHED"
    ? t("sockets.noProgramYet")
    : t("sockets.noProgram");
}

const UNREAD = { data: "unread", fin: "unreadFin" } as const;
const UNACKED = { data: "unacked", syn: "unackedSyn", synAck: "unackedSynAck", fin: "unackedFin" } as const;

function Queues({ view }: { readonly view: SocketState }) {
  const { t } = useTranslation("hosts");
  const isListening = view.state === "LISTEN";
  const { receive, send } = view.queues;
  const unread = UNREAD[receiveQueueMeaning(view)];
  const unacked = UNACKED[sendQueueMeaning(view)];
  return (
    <dl className="socket-queues">
      <div data-some={receive > 0 || undefined}>
        <dt>{t("sockets.recvQueue")}</dt>
        <dd>
          {isListening
            ? t("sockets.waiting", { count: receive })
            : t(`sockets.${unread}`, { count: receive })}
        </dd>
      </div>
      <div data-some={(!isListening && (send > 0 || unacked !== "unacked")) || undefined}>
        <dt>{t("sockets.sendQueue")}</dt>
        <dd>
          {isListening ? t("sockets.backlog", { count: send }) : t(`sockets.${unacked}`, { count: send })}
        </dd>
      </div>
    </dl>
  );
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

function SocketCard({
  socket: { view, cause, gone },
  t: now,
}: {
  readonly socket: HostSocket;
  readonly t: TraceTime;
}) {
  const { t } = useTranslation("hosts");
  const { t: stageText } = useTranslation("stage");
  const log = useLog();
  const selected = useSelection(
    (each) => each.selection?.kind === "socket" && each.selection.socket === view.socket,
  );
  const select = useSelection((each) => each.select);
  const rfc = rfcSpelling(view.state);
  const holder = useHolder(view);
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
        <span className="socket-state">{gone ? t("sockets.gone") : view.state}</span>
        {rfc !== view.state && !gone && (
          <span className="socket-rfc" title={t("sockets.rfc", { rfc })}>
            {rfc}
          </span>
        )}
        <span className={view.fd === null ? "socket-unheld" : "socket-fd"}>{holder}</span>
      </button>
      <p className="socket-ends">
        {endpoint(view.local)} <span aria-hidden="true">↔</span> {endpoint(view.remote)}
      </p>
      {!gone && <Queues view={view} />}
      {!gone && <Timer view={view} t={now} />}
      {!gone && view.info && <Info info={view.info} />}
      <p className="socket-cause" title={view.sampling === "sampled" ? t("sockets.sampled") : undefined}>
        {causeText(cause, stageText, log)}
        {view.sampling === "sampled" && " ~"}
      </p>
    </li>
  );
}

/** What the kernel of this host says of its sockets. */
export function SocketList({ host, name }: { readonly host: string; readonly name: string }) {
  const { t } = useTranslation("hosts");
  const log = useLog();
  const state = useTraceState();
  const now = useCoarseTime(TIMER_STEP_NS);
  const sockets = hostSockets(log, state, host, now);
  return (
    <section className="host-sockets" aria-label={t("sockets.label", { host: name })}>
      <h3>{t("sockets.title")}</h3>
      {sockets.length === 0 && <p className="host-none">{t("sockets.none")}</p>}
      <ul>
        {sockets.map((socket) => (
          <SocketCard key={socket.view.socket} socket={socket} t={now} />
        ))}
      </ul>
    </section>
  );
}
