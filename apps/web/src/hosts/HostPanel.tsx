import "./hosts.css";
import { Monitor, Server } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useTraceState } from "../session/hooks.ts";
import { ProgramCard } from "./ProgramCard.tsx";
import { SocketList } from "./SocketList.tsx";

/** One host: its program with source and terminal, and the sockets in its kernel. */
export function HostPanel({ host }: { readonly host: string }) {
  const { t } = useTranslation("hosts");
  const facts = useTraceState().hosts.get(host)?.facts;
  const isServer = host === "server";
  const name = host === "client" || host === "server" ? t(`role.${host}`) : host;
  const Icon = isServer ? Server : Monitor;
  return (
    <section className={`host-panel ${isServer ? "host-server" : "host-client"}`} aria-label={name}>
      <header className="host-head">
        <Icon size={16} aria-hidden="true" />
        <h2>{name}</h2>
        {facts && (
          <span className="host-address" title={t("mac", { mac: facts.mac })}>
            {facts.address} <small>{facts.mac}</small>
          </span>
        )}
      </header>
      <ProgramCard host={host} name={name} />
      <SocketList host={host} name={name} />
    </section>
  );
}
