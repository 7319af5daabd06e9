import { packetdrillText } from "@wirestage/trace";
import { Copy } from "lucide-react";
import { useTranslation } from "react-i18next";
import { TextButton } from "../app/buttons.tsx";
import { copyText } from "../hosts/terminal/copy-text.ts";
import { useSession, useTraceState } from "../session/hooks.ts";

/** Copies the run as one host saw it, in the manner of packetdrill. */
export function RunText({ onDone }: { readonly onDone: (said: string) => void }) {
  const { t } = useTranslation("save");
  const { log } = useSession();
  const hosts = [...useTraceState().hosts.keys()];
  const copy = async (host: string) => {
    await copyText(packetdrillText(log, host));
    onDone(t("text.copied"));
  };
  return (
    <div className="flex flex-wrap gap-2">
      {hosts.map((host) => {
        const name = host === "client" || host === "server" ? t(`text.${host}`) : host;
        return (
          <TextButton key={host} icon={Copy} onClick={() => void copy(host)}>
            {t("text.copy", { host: name })}
          </TextButton>
        );
      })}
    </div>
  );
}
