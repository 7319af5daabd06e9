import "./sockets.css";
import type { TraceTime } from "@wirestage/trace";
import { useTranslation } from "react-i18next";
import { useCoarseTime, useLog, useTraceState } from "../session/hooks.ts";
import { useIsOver } from "../session/use-is-over.ts";
import { type HostSocket, hostSockets, socketGroups } from "./host-sockets.ts";
import { programName } from "./program-name.ts";
import { SocketCard } from "./SocketCard.tsx";

const TIMER_STEP_NS = 100_000_000;

function Cards({ sockets, t }: { readonly sockets: readonly HostSocket[]; readonly t: TraceTime }) {
  return (
    <ul>
      {sockets.map((socket) => (
        <SocketCard key={socket.view.socket} socket={socket} t={t} />
      ))}
    </ul>
  );
}

function HolderName({ program }: { readonly program: number | null }) {
  const { t } = useTranslation("hosts");
  const { programs } = useTraceState();
  const holder = program === null ? undefined : programs.get(program);
  if (!holder) return <h4 className="socket-nobody">{t("sockets.heldByNone")}</h4>;
  return <h4 title={holder.started.name}>{programName(holder, [...programs.values()], t)}</h4>;
}

/** What the kernel of this host says of its sockets; by program where more than one holds any. */
export function SocketList({ host, name }: { readonly host: string; readonly name: string }) {
  const { t } = useTranslation("hosts");
  const log = useLog();
  const state = useTraceState();
  const now = useCoarseTime(TIMER_STEP_NS);
  const isOver = useIsOver();
  const isCapture = log.latest.opened?.capture != null;
  const groups = socketGroups(hostSockets(log, state, host, now));
  return (
    <section className="host-sockets" aria-label={t("sockets.label", { host: name })}>
      <h3>{t(isCapture ? "sockets.inferredTitle" : "sockets.title")}</h3>
      {isOver && !isCapture && groups.length > 0 && <p className="host-none">{t("sockets.lastKnown")}</p>}
      {groups.length === 0 && (
        <p className="host-none">{t(isCapture ? "sockets.inferredNone" : "sockets.none")}</p>
      )}
      {groups.map(({ program, sockets }) => (
        <div key={program}>
          {groups.length > 1 && <HolderName program={program} />}
          <Cards sockets={sockets} t={now} />
        </div>
      ))}
    </section>
  );
}
