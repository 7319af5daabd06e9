import { Trash2 } from "lucide-react";
import { type KeyboardEvent, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { TextButton } from "../app/buttons.tsx";

interface DeleteQuestionProps {
  readonly isRunning: boolean;
  readonly onDelete: () => Promise<void>;
  readonly onKeep: () => void;
}

/** Asked under the recording it is about, because what is deleted cannot be brought back. */
export function DeleteQuestion({ isRunning, onDelete, onKeep }: DeleteQuestionProps) {
  const { t } = useTranslation("recordings");
  const keep = useRef<HTMLButtonElement>(null);
  useEffect(() => keep.current?.focus(), []);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Escape") onKeep();
  };
  const question = t(isRunning ? "confirm.running" : "confirm.question");
  return (
    <fieldset onKeyDown={onKeyDown} className="mt-3 flex flex-wrap items-center gap-2">
      <legend className="float-left mr-2 py-1 text-sm">{question}</legend>
      <TextButton ref={keep} onClick={onKeep}>
        {t("confirm.keep")}
      </TextButton>
      <TextButton icon={Trash2} look="final" onClick={() => void onDelete()}>
        {t("confirm.delete")}
      </TextButton>
    </fieldset>
  );
}
