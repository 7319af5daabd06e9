import type { TraceState } from "@wirestage/trace";
import { useTranslation } from "react-i18next";
import { HEAD_HEIGHT } from "./camera.ts";
import type { Columns } from "./columns.ts";
import { leftHost } from "./scene.ts";

function roleName(host: string, t: ReturnType<typeof useTranslation<"stage">>["t"]): string {
  return host === "client" || host === "server" ? t(`role.${host}`) : host;
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
  const hosts = [...state.hosts.values()].map(({ facts }) => facts);
  return (
    <g>
      <rect width={width} height={HEAD_HEIGHT - 8} className="stage-head-ground" />
      <rect y={HEAD_HEIGHT - 8} width={width} height={8} fill="url(#stage-head-fade)" />
      {hosts.map((host) => {
        const side = host.name === left ? "left" : "right";
        return (
          <g
            key={host.name}
            className={`stage-host stage-${side}`}
            transform={`translate(${columns[side]} 0)`}
          >
            <text y={22} className="stage-host-name">
              {roleName(host.name, t)}
            </text>
            <text y={38} className="stage-host-address">
              {host.address}
            </text>
          </g>
        );
      })}
    </g>
  );
}

/** The lifelines: solid as far as time has come, faint beyond. */
export function Lifelines({ columns, height }: { readonly columns: Columns; readonly height: number }) {
  return (
    <g>
      {(["left", "right"] as const).map((side) => (
        <line
          key={side}
          className={`stage-life stage-${side}`}
          x1={columns[side]}
          x2={columns[side]}
          y1={46}
          y2={height}
        />
      ))}
    </g>
  );
}
