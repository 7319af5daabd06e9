import { rfcSpelling } from "@wirestage/trace";
import { useTranslation } from "react-i18next";
import { useTraceState } from "../session/hooks.ts";

type HostName = "client" | "server";

const LOOKS = {
  client: "text-client",
  server: "text-server text-right",
} as const;

/** States of the host's TCP sockets, the newest socket first. */
function useStates(host: HostName): readonly string[] {
  const { sockets } = useTraceState();
  const own = [...sockets.values()].filter((socket) => socket.host === host && socket.type === "SOCK_STREAM");
  return own.map((socket) => rfcSpelling(socket.state)).toReversed();
}

function HostHead({ host }: { readonly host: HostName }) {
  const { t } = useTranslation("app");
  const states = useStates(host);
  return (
    <div className={`min-w-0 flex-1 ${LOOKS[host]}`}>
      <p className="font-semibold text-sm">{t(host)}</p>
      <p className="truncate text-text-2 text-xs">{states.length > 0 ? states.join(", ") : t("noSocket")}</p>
    </div>
  );
}

/** Both hosts in one line, where their panels have no room. */
export function HostStrip() {
  return (
    <div className="flex gap-4 bg-surface px-4 py-1.5">
      <HostHead host="client" />
      <HostHead host="server" />
    </div>
  );
}
