import type { ProgramState } from "@wirestage/trace";
import { Power } from "lucide-react";
import { useEffect, useId, useRef } from "react";
import { useTranslation } from "react-i18next";
import { useIsKept } from "../recordings/use-is-kept.ts";
import { RecordingLink } from "../save/RecordingLink.tsx";
import { useSession } from "../session/hooks.ts";
import { TextButton } from "./buttons.tsx";

interface CloseLabDialogProps {
  readonly running: readonly ProgramState[];
  readonly onConfirm: () => void;
  /** However it was answered. */
  readonly onDone: () => void;
}

function Running({ program }: { readonly program: ProgramState }) {
  const { t } = useTranslation("app");
  const { host, name } = program.started;
  return (
    <li>
      {host === "client" || host === "server" ? t(host) : host}: <code className="font-mono">{name}</code>
    </li>
  );
}

/** What will be left of the lab. */
function WhatStays() {
  const { t } = useTranslation("app");
  const isKept = useIsKept(useSession().lab);
  if (isKept === null) return null;
  return <p className="text-text-2">{t(isKept ? "closeLab.keeps" : "closeLab.loses")}</p>;
}

/** What closing the lab would end, and what it would lose, before it is done. */
export function CloseLabDialog({ running, onConfirm, onDone }: CloseLabDialogProps) {
  const { t } = useTranslation("app");
  const dialog = useRef<HTMLDialogElement>(null);
  const keep = useRef<HTMLButtonElement>(null);
  const id = useId();
  useEffect(() => {
    dialog.current?.showModal();
    keep.current?.focus();
  }, []);
  return (
    <dialog
      ref={dialog}
      onClose={onDone}
      aria-labelledby={`${id}-title`}
      aria-describedby={`${id}-text`}
      className="m-auto w-[min(28rem,calc(100vw-2rem))] rounded-2xl border border-line bg-surface p-6 text-text shadow-xl backdrop:bg-text/30"
    >
      <h2 id={`${id}-title`} className="font-semibold text-lg">
        {t("closeLab.title")}
      </h2>
      <div id={`${id}-text`} className="mt-2 flex flex-col gap-2 text-sm">
        <p>{t("closeLab.ends")}</p>
        <ul className="list-disc pl-5">
          {running.map((program) => (
            <Running key={program.started.program} program={program} />
          ))}
        </ul>
        <WhatStays />
      </div>
      <div className="mt-3">
        <RecordingLink />
      </div>
      <div className="mt-5 flex flex-wrap justify-end gap-2">
        <TextButton ref={keep} onClick={() => dialog.current?.close()}>
          {t("closeLab.keep")}
        </TextButton>
        <TextButton
          icon={Power}
          look="primary"
          onClick={() => {
            dialog.current?.close();
            onConfirm();
          }}
        >
          {t("closeLab.close")}
        </TextButton>
      </div>
    </dialog>
  );
}
