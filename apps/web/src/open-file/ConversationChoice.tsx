import type { Conversation } from "@wirestage/capture";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { type OpenCapture, showConversation } from "./opening.ts";
import { useSizeText } from "./use-size-text.ts";

/** More than anybody scrolls through; a display filter in Wireshark finds one among more. */
const MOST_SHOWN = 500;

function useKinds(): (conversation: Conversation) => string {
  const { t } = useTranslation("open-file");
  return ({ protocols }) =>
    (["tcp", "udp", "other"] as const)
      .filter((kind) => protocols[kind] > 0)
      .map((kind) => t(`kind.${kind}`, { count: protocols[kind] }))
      .join(" · ");
}

function Row({ conversation }: { readonly conversation: Conversation }) {
  const { t } = useTranslation("open-file");
  const kinds = useKinds();
  const sizeText = useSizeText();
  const { client, server, frames, bytes } = conversation;
  return (
    <li>
      <button
        type="button"
        onClick={() => showConversation(conversation)}
        className="grid w-full gap-x-4 gap-y-0.5 rounded-md px-3 py-2 text-left hover:bg-sunken sm:grid-cols-[minmax(0,1fr)_auto]"
      >
        <span className="break-all font-mono text-sm">
          <span className="text-client">{client}</span> <span aria-hidden="true">↔</span>{" "}
          <span className="text-server">{server}</span>
        </span>
        <span className="text-sm tabular-nums sm:text-right">{t("frames", { count: frames })}</span>
        <span className="text-text-2 text-xs tabular-nums sm:col-span-2">
          {kinds(conversation)} · {sizeText(bytes)}
        </span>
      </button>
    </li>
  );
}

/** Whose conversation is to be shown, those with most frames first. */
export function ConversationChoice({ capture }: { readonly capture: OpenCapture }) {
  const { t } = useTranslation("open-file");
  const { name, packets, leftOut, conversations } = capture;
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => list.current?.querySelector("button")?.focus(), []);
  const more = conversations.length - MOST_SHOWN;
  return (
    <>
      <h2 className="font-semibold text-lg">{t("choose.title")}</h2>
      <p className="mt-1 text-sm text-text-2">
        {t("choose.text", { name, packets, count: conversations.length })}
        {leftOut > 0 && ` ${t("choose.leftOut", { count: leftOut })}`}
      </p>
      <ul ref={list} className="-mx-3 mt-2 min-h-0 flex-1 overflow-y-auto p-1">
        {conversations.slice(0, MOST_SHOWN).map((conversation) => (
          <Row key={conversation.id} conversation={conversation} />
        ))}
      </ul>
      {more > 0 && <p className="mt-2 text-sm text-text-2">{t("choose.more", { count: more })}</p>}
    </>
  );
}
