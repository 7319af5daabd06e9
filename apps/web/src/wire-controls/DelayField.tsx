import { NS_PER_MS } from "@wirestage/trace";
import { type FormEvent, useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { TextButton } from "../app/buttons.tsx";
import { formatDuration } from "../format/time.ts";
import { choicesWith, delayOfText, MAX_DELAY_TEXT } from "./delay-choice.ts";

interface DelayFieldProps {
  readonly label: string;
  readonly delayNs: number;
  readonly disabled: boolean;
  readonly onChange: (delayNs: number) => void;
}

const CONTROL = "h-8 rounded-md border border-line-strong bg-surface px-2 text-sm disabled:opacity-50";

function CustomDelay({ delayNs, disabled, onChange }: Omit<DelayFieldProps, "label">) {
  const { t } = useTranslation("wire-controls");
  const [text, setText] = useState(String(delayNs / NS_PER_MS));
  const typed = delayOfText(text);
  const rangeId = useId();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (typed !== null) onChange(typed);
  };
  return (
    <form onSubmit={submit} className="flex items-center gap-1.5">
      <input
        aria-label={t("customMs")}
        aria-invalid={typed === null}
        aria-describedby={typed === null ? rangeId : undefined}
        inputMode="decimal"
        value={text}
        disabled={disabled}
        onChange={(event) => setText(event.target.value)}
        className={`${CONTROL} w-20 aria-invalid:border-lost`}
      />
      <span className="text-sm text-text-2">{t("unitMs")}</span>
      <TextButton disabled={disabled || typed === null} onClick={() => typed !== null && onChange(typed)}>
        {t("setCustom")}
      </TextButton>
      {typed === null && (
        <span id={rangeId} role="alert" className="text-lost text-sm">
          {t("customRange", { max: MAX_DELAY_TEXT })}
        </span>
      )}
    </form>
  );
}

/** A one-way delay: one of the usual ones, or any other. */
export function DelayField({ label, delayNs, disabled, onChange }: DelayFieldProps) {
  const { t } = useTranslation("wire-controls");
  const [isCustom, setIsCustom] = useState(false);
  const id = useId();
  const choose = (value: string) => {
    setIsCustom(value === "custom");
    if (value !== "custom") onChange(Number(value));
  };
  const setCustom = (ns: number) => {
    setIsCustom(false);
    onChange(ns);
  };
  return (
    <div className="flex flex-wrap items-center gap-2">
      <label htmlFor={id} className="text-sm text-text-2">
        {label}
      </label>
      <select
        id={id}
        disabled={disabled}
        value={isCustom ? "custom" : String(delayNs)}
        onChange={(event) => choose(event.target.value)}
        className={CONTROL}
      >
        {choicesWith(delayNs).map((ns) => (
          <option key={ns} value={ns}>
            {ns === 0 ? "0\u202fms" : formatDuration(ns)}
          </option>
        ))}
        <option value="custom">{t("custom")}</option>
      </select>
      {isCustom && <CustomDelay delayNs={delayNs} disabled={disabled} onChange={setCustom} />}
    </div>
  );
}
