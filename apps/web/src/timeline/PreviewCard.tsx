import type { TraceState, TraceTime } from "@wirestage/trace";
import { useTranslation } from "react-i18next";
import { hostText } from "../events/names.ts";
import { sentenceOf } from "../events/sentence.ts";
import { formatTime } from "../format/time.ts";
import { peering } from "../hosts/socket-meaning.ts";
import { useLinkNoise } from "../link-noise/link-noise.ts";
import { useSession } from "../session/hooks.ts";
import { previewAt } from "./preview.ts";
import { pixelOf, type TimeLine } from "./time-line.ts";

const CARD_PX = 288;

/** States of a host's sockets, what listens last: `ESTABLISHED · LISTEN`; of those without a handshake what they are. */
function statesOf(state: TraceState, host: string): string {
  const sockets = [...state.sockets.values()].filter((socket) => socket.host === host);
  const names = sockets
    .sort((a, b) => Number(a.state === "LISTEN") - Number(b.state === "LISTEN") || a.socket - b.socket)
    .map((socket) => {
      if (peering(socket) === null) return socket.state;
      return socket.family === "AF_UNIX" ? "AF_UNIX" : "UDP";
    });
  return [...new Set(names)].join(" · ");
}

function Ends({ state }: { readonly state: TraceState }) {
  const { t } = useTranslation("timeline");
  const { t: events } = useTranslation("events");
  const hosts = [...state.hosts.keys()];
  return (
    <dl className="mt-1.5 grid grid-cols-[auto_1fr] gap-x-3 border-line border-t pt-1.5">
      {hosts.map((host) => (
        <div key={host} className="contents">
          <dt
            className={`capitalize ${host === "client" ? "text-client" : host === "server" ? "text-server" : "text-text-2"}`}
          >
            {hostText(host, events)}
          </dt>
          <dd className="truncate text-text-2">{statesOf(state, host) || t("noSockets")}</dd>
        </div>
      ))}
    </dl>
  );
}

interface PreviewCardProps {
  readonly x: number;
  readonly width: number;
  readonly t: TraceTime;
  readonly line: TimeLine;
}

/** Time, the event that is meant, and the states of both ends. What is under it can be had by key: it is the view itself. */
export function PreviewCard({ x, width, t: pointed, line }: PreviewCardProps) {
  const { log, now } = useSession();
  const { t: events } = useTranslation("events");
  const { t: words } = useTranslation("timeline");
  const { t: rules } = useTranslation("rules");
  const noise = useLinkNoise((store) => store.shown);
  const newest = now();
  const placed = (t: TraceTime) => pixelOf(line.axis.placeOf(t, newest), width, line);
  const { t, event, state } = previewAt(log, pointed, noise, placed);
  const left = Math.max(0, Math.min(width - CARD_PX, x - CARD_PX / 2));
  return (
    <>
      <div aria-hidden="true" className="preview-mark" style={{ left: placed(t) }} />
      <div aria-hidden="true" className="preview-card" style={{ left, width: CARD_PX }}>
        <p className="font-medium text-text">{formatTime(t)}</p>
        {event && (
          <p className="line-clamp-3 text-text-2">
            <span className="text-text-3">{words("event", { event: event.seq })}</span>
            {sentenceOf(event, log, events, rules)}
          </p>
        )}
        <Ends state={state} />
      </div>
    </>
  );
}
