import type { HostState, TraceState } from "@wirestage/trace";
import { useRef } from "react";
import { useTranslation } from "react-i18next";
import { HEAD_HEIGHT } from "./camera.ts";
import type { Columns } from "./columns.ts";
import { useMoving } from "./moving-parts.ts";
import { leftHost } from "./scene.ts";

function roleName(host: string, t: ReturnType<typeof useTranslation<"stage">>["t"]): string {
  return host === "client" || host === "server" ? t(`role.${host}`) : host;
}

/** IPv6 is off until something wants it. */
const IPV6_IS_OFF = "net.ipv6.conf.all.disable_ipv6";

function addressesOf({ facts: { address, address6 }, sysctls }: HostState): string {
  return address6 !== null && sysctls.get(IPV6_IS_OFF) === "0" ? `${address} · ${address6}` : address;
}

/** The names and addresses of both hosts, over their lifelines; they stay while the ladder scrolls under them. */
export function HostHeads({
  state,
  columns,
  width,
}: {
  readonly state: TraceState;
  readonly columns: Columns;
  readonly width: number;
}) {
  const { t } = useTranslation("stage");
  const left = leftHost(state);
  const hosts = [...state.hosts.values()];
  return (
    <g>
      <defs>
        <linearGradient id="stage-head-fade" x1="0" y1="0" x2="0" y2="1">
          <stop offset="0" stopColor="var(--bg)" />
          <stop offset="1" stopColor="var(--bg)" stopOpacity="0" />
        </linearGradient>
      </defs>
      <rect width={width} height={HEAD_HEIGHT - 8} className="stage-head-ground" />
      <rect y={HEAD_HEIGHT - 8} width={width} height={8} fill="url(#stage-head-fade)" />
      {hosts.map((host) => {
        const { name } = host.facts;
        const side = name === left ? "left" : "right";
        return (
          <g key={name} className={`stage-host stage-${side}`} transform={`translate(${columns[side]} 0)`}>
            <text y={22} className="stage-host-name">
              {roleName(name, t)}
            </text>
            <text y={38} className="stage-host-address">
              {addressesOf(host)}
            </text>
          </g>
        );
      })}
    </g>
  );
}

const LIFE_TOP = HEAD_HEIGHT - 12;

function Lifeline({
  side,
  x,
  height,
}: {
  readonly side: "left" | "right";
  readonly x: number;
  readonly height: number;
}) {
  const past = useRef<SVGLineElement>(null);
  useMoving(({ screenY }) => {
    past.current?.setAttribute("y2", Math.min(height, Math.max(LIFE_TOP, screenY)).toFixed(1));
  });
  return (
    <g className={`stage-${side}`}>
      <line className="stage-life stage-life-ahead" x1={x} x2={x} y1={LIFE_TOP} y2={height} />
      <line ref={past} className="stage-life" x1={x} x2={x} y1={LIFE_TOP} />
    </g>
  );
}

/** The lifelines: solid as far as time has come, faint beyond. */
export function Lifelines({ columns, height }: { readonly columns: Columns; readonly height: number }) {
  return (["left", "right"] as const).map((side) => (
    <Lifeline key={side} side={side} x={columns[side]} height={height} />
  ));
}
