import type { TraceTime } from "@wirestage/trace";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { formatTime } from "../format/time.ts";
import { useSelection, useSession } from "../session/hooks.ts";
import type { Side } from "./story-rows.ts";

interface StoryStepProps {
  readonly number: number;
  readonly t: TraceTime;
  readonly title: string;
  readonly client?: ReactNode;
  readonly wire?: ReactNode;
  readonly server?: ReactNode;
  /** Whose part comes first, for a phone and for who listens; on a wide page the client stands left in any case. */
  readonly first?: Side;
  /** What is to be said where only one end has a part: it takes the room of the two other columns. */
  readonly aside?: string;
  /** Below the three columns, over their whole width. */
  readonly children?: ReactNode;
}

const IN_TIME = {
  client: ["client", "wire", "server"],
  server: ["server", "wire", "client"],
} as const;

/** One step of the story: what happened, when, and at the client, on the wire or at the server. */
export function StoryStep({
  number,
  t: at,
  title,
  first = "client",
  aside,
  children,
  ...columns
}: StoryStepProps) {
  const { t } = useTranslation("verification");
  const { player } = useSession();
  const time = formatTime(at);
  const { client, server } = columns;
  const sides = aside === undefined ? IN_TIME[first] : IN_TIME[first].filter((side) => columns[side]);
  return (
    <li className="verification-step">
      <div className="verification-step-head">
        <span aria-hidden="true" className="verification-number">
          {number}
        </span>
        <h4>{title}</h4>
        <button type="button" aria-label={t("goTo", { time })} onClick={() => player.seek(at)}>
          {time}
        </button>
      </div>
      <div className="verification-columns">
        {aside !== undefined && server && <p className="verification-aside">{aside}</p>}
        {sides.map((side) => (
          <div key={side} className={`verification-${side}`} data-empty={!columns[side] || undefined}>
            {columns[side] && <p className="verification-side">{t(`side.${side}`)}</p>}
            {columns[side]}
          </div>
        ))}
        {aside !== undefined && client && <p className="verification-aside">{aside}</p>}
      </div>
      {children && <div className="verification-wide">{children}</div>}
    </li>
  );
}

/** A call by its name; pressed it is selected everywhere. */
export function CallLink({ call, text }: { readonly call: number; readonly text: string }) {
  const select = useSelection((store) => store.select);
  return (
    <button type="button" className="verification-call" onClick={() => select({ kind: "call", call })}>
      {text}
    </button>
  );
}
