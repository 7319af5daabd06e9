import type { KeptRecording } from "@wirestage/protocol";
import { Download, Pencil, Trash2 } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { IconButton } from "../app/buttons.tsx";
import { formatDuration } from "../format/time.ts";
import { useSizeText } from "../open-file/use-size-text.ts";
import { Link } from "../router/Link.tsx";
import { DeleteQuestion } from "./DeleteQuestion.tsx";
import { NameField } from "./NameField.tsx";
import { useRecordingTitle } from "./recording-title.ts";
import { recordingFilePath } from "./recordings-api.ts";

interface RecordingRowProps {
  readonly recording: KeptRecording;
  readonly onRename: (name: string | null) => Promise<void>;
  readonly onDelete: () => Promise<void>;
}

/** Where a recording is looked at: that of a lab that runs is looked at in the lab. */
function addressOf({ id, state }: KeptRecording): string {
  return state === "running" ? `/lab/${id}` : `/recording/${id}`;
}

function State({ state }: Pick<KeptRecording, "state">) {
  const { t } = useTranslation("recordings");
  switch (state) {
    case "ended":
      return null;
    case "running":
      return (
        <span className="inline-flex shrink-0 items-center gap-1.5 rounded-full bg-accent-soft px-2 text-accent text-xs">
          <span aria-hidden="true" className="size-1.5 rounded-full bg-accent" />
          {t("state.running")}
        </span>
      );
    case "cut":
      return (
        <span
          title={t("state.cutHint")}
          className="inline-block shrink-0 rounded-full bg-held-soft px-2 text-held text-xs"
        >
          {t("state.cut")}
        </span>
      );
    default:
      return state satisfies never;
  }
}

function Facts({ recording }: { readonly recording: KeptRecording }) {
  const { t, i18n } = useTranslation("recordings");
  const { startedAt, durationNs, frames, bytes } = recording;
  const sizeText = useSizeText();
  const date = new Intl.DateTimeFormat(i18n.language === "zh" ? "zh-CN" : "en", {
    dateStyle: "medium",
    timeStyle: "short",
  });
  return (
    <p className="mt-0.5 flex flex-wrap gap-x-3 text-text-2 text-xs">
      <time dateTime={startedAt}>{date.format(new Date(startedAt))}</time>
      <span title={t("facts.length")}>{formatDuration(durationNs)}</span>
      <span>{t("facts.frames", { count: frames })}</span>
      <span title={t("facts.size")}>{sizeText(bytes)}</span>
    </p>
  );
}

interface TitleProps {
  readonly recording: KeptRecording;
  readonly title: string;
}

function Title({ recording, title }: TitleProps) {
  const { t } = useTranslation("recordings");
  const label = t(recording.state === "running" ? "toLab" : "open", { title });
  return (
    <div className="flex min-w-0 flex-wrap items-center gap-x-2">
      <Link
        to={addressOf(recording)}
        aria-label={label}
        title={label}
        className="min-w-0 break-words rounded-sm font-medium hover:text-accent hover:underline hover:underline-offset-4"
      >
        {title}
      </Link>
      <State state={recording.state} />
    </div>
  );
}

type Deed = "naming" | "deleting";

interface ActionsProps extends TitleProps {
  /** What was just left undone or done: who goes by key is back at its button. */
  readonly left: Deed | null;
  readonly onRename: () => void;
  readonly onDelete: () => void;
}

function Actions({ recording, title, left, onRename, onDelete }: ActionsProps) {
  const { t } = useTranslation("recordings");
  const rename = useRef<HTMLButtonElement>(null);
  const remove = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (left === "naming") rename.current?.focus();
    if (left === "deleting") remove.current?.focus();
  }, [left]);
  const download = t("download", { title });
  return (
    <div className="-mr-2 flex shrink-0 items-center">
      <IconButton ref={rename} icon={Pencil} label={t("rename", { title })} onClick={onRename} />
      <a
        href={recordingFilePath(recording.id)}
        download
        aria-label={download}
        title={download}
        className="grid size-9 shrink-0 place-items-center rounded-full text-text-2 transition-colors hover:bg-sunken hover:text-text"
      >
        <Download size={18} strokeWidth={1.9} aria-hidden="true" />
      </a>
      <IconButton ref={remove} icon={Trash2} label={t("delete", { title })} onClick={onDelete} />
    </div>
  );
}

const IDLE = { doing: null, left: null };

/** One recording: what it is, and what can be done with it. */
export function RecordingRow({ recording, onRename, onDelete }: RecordingRowProps) {
  const title = useRecordingTitle()(recording);
  const [{ doing, left }, setDeed] = useState<{ doing: Deed | null; left: Deed | null }>(IDLE);
  const begin = (deed: Deed) => setDeed({ doing: deed, left: null });
  const done = () => setDeed({ doing: null, left: doing });
  const rename = async (name: string | null) => {
    await onRename(name);
    done();
  };
  return (
    <li className="px-4 py-3 sm:px-5">
      <div className="flex items-center gap-3">
        <div className="min-w-0 flex-1">
          {doing === "naming" ? (
            <NameField name={recording.name} placeholder={title} onSave={rename} onCancel={done} />
          ) : (
            <Title recording={recording} title={title} />
          )}
          <Facts recording={recording} />
        </div>
        {doing === null && (
          <Actions
            recording={recording}
            title={title}
            left={left}
            onRename={() => begin("naming")}
            onDelete={() => begin("deleting")}
          />
        )}
      </div>
      {doing === "deleting" && (
        <DeleteQuestion isRunning={recording.state === "running"} onDelete={onDelete} onKeep={done} />
      )}
    </li>
  );
}
