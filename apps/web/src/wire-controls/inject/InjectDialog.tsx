import { Send, X } from "lucide-react";
import { type FormEvent, useEffect, useId, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { IconButton, TextButton } from "../../app/buttons.tsx";
import { base64OfBytes } from "../../format/base64.ts";
import { useLog, useSelection, useSession } from "../../session/hooks.ts";
import { Obstacle, Refusal } from "../Obstacle.tsx";
import { useCommands } from "../use-commands.ts";
import { FlowChoice } from "./FlowChoice.tsx";
import { type FlowDirection, flowsOf } from "./flows.ts";
import { composeDraft, FIRST_DRAFT, firstDirection, hasPayload, type InjectDraft } from "./inject-draft.ts";
import { useInject } from "./inject-shown.ts";
import { Preview } from "./Preview.tsx";
import { SegmentFields } from "./SegmentFields.tsx";

/** The form's state, and what it comes to by what the wire has seen by now. */
function useDraft() {
  const log = useLog();
  const flows = flowsOf(log);
  const { selection } = useSelection.getState();
  const [direction, setDirection] = useState<FlowDirection | null>(() =>
    firstDirection(log, selection, flows),
  );
  const [draft, setDraft] = useState<InjectDraft>(FIRST_DRAFT);
  const current = direction ?? flows[0]?.first ?? null;
  const composed = current && composeDraft(log, current, draft);
  const change = (part: Partial<InjectDraft>) => setDraft((now) => ({ ...now, ...part }));
  return { log, flows, direction: current, setDirection, draft, change, composed };
}

function PayloadField({ text, onText }: { readonly text: string; readonly onText: (text: string) => void }) {
  const { t } = useTranslation("wire-controls");
  const id = useId();
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={id} className="text-sm text-text-2">
        {t("inject.payload")}
      </label>
      <input
        id={id}
        value={text}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => onText(event.target.value)}
        className="h-8 rounded-md border border-line-strong bg-surface px-2 font-mono text-sm"
      />
    </div>
  );
}

/** Gives a function that selects the frame injected after the first `count` ones, as soon as the trace tells of it. */
function useSelectInjected() {
  const { log, playhead } = useSession();
  const select = useSelection((store) => store.select);
  return (count: number) => {
    const selectNow = () => {
      const made = log.frames.slice(count).find(({ sent }) => sent.kind === "frame.injected");
      if (made) select({ kind: "frame", frame: made.frame });
      return made !== undefined;
    };
    if (selectNow()) return;
    const stop = playhead.subscribe(() => {
      if (selectNow()) stop();
    });
  };
}

/** Everything to be filled in; nothing has to be. */
function Fields(props: ReturnType<typeof useDraft>) {
  const { log, flows, direction, setDirection, draft, change, composed } = props;
  if (direction === null) return null;
  return (
    <>
      <FlowChoice flows={flows} direction={direction} onChoose={setDirection} />
      {direction.protocol === "tcp" && <SegmentFields {...{ log, direction, draft, change }} />}
      {hasPayload(direction, draft) && (
        <PayloadField text={draft.payload} onText={(payload) => change({ payload })} />
      )}
      {composed && <Preview {...{ log, direction, draft, composed }} />}
    </>
  );
}

/** A form for a frame that no kernel sends; as it opens it is a reset that the receiver would take. */
export function InjectDialog() {
  const { t } = useTranslation("wire-controls");
  const form = useDraft();
  const { composed, direction } = form;
  const { obstacle, refusal, send } = useCommands();
  const selectInjected = useSelectInjected();
  const close = useInject((store) => store.close);
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => dialog.current?.showModal(), []);
  const isReady = obstacle === null && direction !== null && composed?.ok === true;
  const inject = async () => {
    if (!isReady) return;
    const bytes = base64OfBytes(composed.bytes);
    const before = form.log.frames.length;
    if (!(await send({ do: "frame.inject", host: direction.from, bytes }))) return;
    selectInjected(before);
    dialog.current?.close();
  };
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    void inject();
  };
  return (
    <dialog
      ref={dialog}
      onClose={close}
      aria-labelledby={`${id}-title`}
      aria-describedby={`${id}-text`}
      className="m-auto max-h-[92dvh] w-[min(36rem,calc(100vw-1.5rem))] rounded-2xl border border-line bg-surface p-5 text-text shadow-xl backdrop:bg-text/30"
    >
      <div className="flex items-center justify-between">
        <h2 id={`${id}-title`} className="font-semibold text-lg">
          {t("inject.title")}
        </h2>
        <IconButton icon={X} label={t("inject.close")} onClick={() => dialog.current?.close()} />
      </div>
      <p id={`${id}-text`} className="mt-1 text-sm text-text-2">
        {t(direction === null ? "inject.nobody" : "inject.text")}
      </p>
      <form onSubmit={onSubmit} className="mt-4 flex flex-col gap-4">
        <Fields {...form} />
        {obstacle !== null && <Obstacle id={`${id}-obstacle`} kind={obstacle} />}
        <Refusal error={refusal} />
        <div className="flex flex-wrap justify-end gap-2">
          <TextButton onClick={() => dialog.current?.close()}>{t("inject.cancel")}</TextButton>
          <TextButton icon={Send} look="primary" disabled={!isReady} onClick={() => void inject()}>
            {t("inject.send")}
          </TextButton>
          <button type="submit" hidden />
        </div>
      </form>
    </dialog>
  );
}
