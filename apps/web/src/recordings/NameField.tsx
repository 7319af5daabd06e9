import { LIMITS, RecordingName } from "@wirestage/protocol";
import { type FormEvent, type KeyboardEvent, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { TextButton } from "../app/buttons.tsx";
import { isComposing } from "../app/keys.ts";

interface NameFieldProps {
  readonly name: string | null;
  /** What it is called without a name. */
  readonly placeholder: string;
  readonly onSave: (name: string | null) => Promise<void>;
  readonly onCancel: () => void;
}

/** A line of text in place of the title: Enter saves it, Escape leaves it as it was; an empty one takes the name away. */
export function NameField({ name, placeholder, onSave, onCancel }: NameFieldProps) {
  const { t } = useTranslation("recordings");
  const field = useRef<HTMLInputElement>(null);
  const [text, setText] = useState(name ?? "");
  const [busy, setBusy] = useState(false);
  useEffect(() => field.current?.select(), []);
  const wanted = text.trim() === "" ? { success: true as const, data: null } : RecordingName.safeParse(text);
  const save = () => {
    if (!wanted.success || busy) return;
    setBusy(true);
    void onSave(wanted.data).finally(() => setBusy(false));
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Escape" && !isComposing(event.nativeEvent)) onCancel();
  };
  return (
    <form onSubmit={submit} className="flex flex-wrap items-center gap-2">
      <input
        ref={field}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={onKeyDown}
        maxLength={LIMITS.recordingName}
        placeholder={placeholder}
        aria-label={t("name.label")}
        aria-invalid={!wanted.success}
        className="h-9 min-w-0 flex-1 basis-48 rounded-md border border-line-strong bg-bg px-2.5"
      />
      <TextButton look="primary" aria-disabled={busy || !wanted.success} onClick={save}>
        {t("name.save")}
      </TextButton>
      <TextButton onClick={onCancel}>{t("name.cancel")}</TextButton>
    </form>
  );
}
