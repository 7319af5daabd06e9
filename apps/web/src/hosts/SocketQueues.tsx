import type { SocketState } from "@wirestage/trace";
import { useTranslation } from "react-i18next";
import { receiveQueueMeaning, type SendMeaning, sendQueueMeaning } from "./socket-meaning.ts";

const RECEIVE = {
  accept: "waiting",
  data: "unread",
  fin: "unreadFin",
  datagramMemory: "datagramMemory",
  firstDatagram: "firstDatagram",
} as const;

const SEND = {
  backlog: "backlog",
  data: "unacked",
  syn: "unackedSyn",
  synAck: "unackedSynAck",
  fin: "unackedFin",
  unsent: "unsent",
  unreadThere: "unreadThere",
} as const;

/** Whether the number is worth a reader's eye: a backlog is a limit, and an unacknowledged SYN-ACK is not counted. */
function isSome(meaning: SendMeaning, count: number): boolean {
  return meaning === "synAck" || (meaning !== "backlog" && count > 0);
}

/** Recv-Q and Send-Q, and what each counts of this kind of socket. */
export function SocketQueues({ view }: { readonly view: SocketState }) {
  const { t } = useTranslation("hosts");
  const { receive, send } = view.queues;
  const received = receiveQueueMeaning(view);
  const sent = sendQueueMeaning(view);
  const isMemory = sent === "unsent" || sent === "unreadThere";
  return (
    <dl className="socket-queues">
      <div
        data-some={receive > 0 || undefined}
        title={received === "datagramMemory" ? t("sockets.datagramMemoryHow") : undefined}
      >
        <dt>{t("sockets.recvQueue")}</dt>
        <dd>{t(`sockets.${RECEIVE[received]}`, { count: receive })}</dd>
      </div>
      {!(isMemory && send === 0) && (
        <div
          data-some={isSome(sent, send) || undefined}
          title={isMemory ? t("sockets.memoryHow") : undefined}
        >
          <dt>{t("sockets.sendQueue")}</dt>
          <dd>{t(`sockets.${SEND[sent]}`, { count: send })}</dd>
        </div>
      )}
    </dl>
  );
}
