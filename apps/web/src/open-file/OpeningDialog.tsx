import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { TextButton } from "../app/buttons.tsx";
import { addMessages } from "../i18n/i18n.ts";
import { ConversationChoice } from "./ConversationChoice.tsx";
import * as messages from "./messages.ts";
import { OpenFileButton } from "./OpenFileButton.tsx";
import { cancelOpening, type Opening, openFile, useOpening } from "./opening.ts";
import type { OpenProblem } from "./problem.ts";
import { useSizeText } from "./use-size-text.ts";
import { takeWantedFile, useWantedFile } from "./wanted-file.ts";

addMessages({ "open-file": messages });

/** Most files are read before anybody could see that; then nothing flickers. */
const SHOWN_AFTER = "motion-safe:animate-[appear_0.1s_0.25s_both]";

function Reading({ name, size, share }: Extract<Opening, { is: "reading" }>) {
  const { t } = useTranslation("open-file");
  const sizeText = useSizeText();
  return (
    <>
      <h2 className="truncate font-semibold text-lg">{t("reading", { name })}</h2>
      <progress
        value={share}
        max={1}
        aria-label={t("reading", { name })}
        className="mt-4 h-2 w-full appearance-none overflow-hidden rounded-full bg-line [&::-moz-progress-bar]:bg-accent [&::-webkit-progress-bar]:bg-line [&::-webkit-progress-value]:bg-accent"
      />
      <p className="mt-1 text-sm text-text-2 tabular-nums">
        {t("readSoFar", { done: sizeText(share * size), size: sizeText(size) })}
      </p>
    </>
  );
}

function linkTypeText(problem: OpenProblem): string {
  const { linkType } = problem.facts;
  const name = LINK_TYPES[String(linkType)];
  return name === undefined ? String(linkType) : `${name} (${linkType})`;
}

/** As the list of PCAP-related link types names those that are met most. */
const LINK_TYPES: Readonly<Record<string, string>> = {
  0: "NULL",
  12: "RAW",
  101: "RAW",
  105: "IEEE802_11",
  113: "LINUX_SLL",
  127: "IEEE802_11_RADIOTAP",
  189: "USB_LINUX",
  195: "IEEE802_15_4",
  220: "USB_LINUX_MMAPPED",
  276: "LINUX_SLL2",
};

function Failed({ name, problem }: Extract<Opening, { is: "failed" }>) {
  const { t } = useTranslation("open-file");
  const link = linkTypeText(problem);
  return (
    <>
      <h2 className="break-words font-semibold text-lg">{t("failed", { name })}</h2>
      <p role="alert" className="mt-3">
        {t(`problem.${problem.code}`, { ...problem.facts, link })}
      </p>
    </>
  );
}

function Body({ opening }: { readonly opening: Opening }) {
  switch (opening.is) {
    case "idle":
      return null;
    case "reading":
      return <Reading {...opening} />;
    case "choosing":
      return <ConversationChoice capture={opening.capture} />;
    case "failed":
      return <Failed {...opening} />;
    default:
      return opening satisfies never;
  }
}

/** Reading a file, choosing what of it is shown, or why nothing can be. Escape gives it up. */
export function OpeningDialog() {
  const { t } = useTranslation("open-file");
  const { t: app } = useTranslation("app");
  const opening = useOpening((store) => store.opening);
  const file = useWantedFile((store) => store.file);
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const wanted = file && takeWantedFile();
    if (wanted) openFile(wanted);
  }, [file]);
  const isOpen = opening.is !== "idle";
  useEffect(() => {
    if (isOpen) dialog.current?.showModal();
  }, [isOpen]);
  // What had the focus may be gone with the body before; the browser would leave it to the page behind.
  const { is } = opening;
  useEffect(() => {
    if (is !== "idle" && !dialog.current?.contains(document.activeElement)) dialog.current?.focus();
  }, [is]);
  if (!isOpen) return null;
  return (
    <dialog
      ref={dialog}
      tabIndex={-1}
      onClose={cancelOpening}
      aria-label={app("openFile.name")}
      className={`m-auto max-h-[calc(100dvh-2rem)] w-[min(44rem,calc(100vw-2rem))] flex-col rounded-2xl border border-line bg-surface p-6 text-text shadow-xl backdrop:bg-text/30 open:flex ${opening.is === "reading" ? SHOWN_AFTER : ""}`}
    >
      <Body opening={opening} />
      <div className="mt-5 flex flex-wrap items-center justify-end gap-2">
        <p className="mr-auto text-sm text-text-2">{app("openFile.stays")}</p>
        {opening.is === "failed" && <OpenFileButton look="primary" />}
        <TextButton onClick={() => dialog.current?.close()}>
          {t(opening.is === "failed" ? "close" : "cancel")}
        </TextButton>
      </div>
    </dialog>
  );
}
