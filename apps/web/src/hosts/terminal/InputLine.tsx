import { LIMITS } from "@wirestage/protocol";
import { CornerDownLeft } from "lucide-react";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { useSession } from "../../session/hooks.ts";
import { useNotices } from "../../status/notices.ts";

interface InputLineProps {
  readonly program: number;
  /** Whether the program waits for a line now. What cannot be sent yet can still be written. */
  readonly asks: boolean;
}

/** A line to be typed with a keyboard on the screen, which terminals get on badly with. */
export function InputLine({ program, asks }: InputLineProps) {
  const { t } = useTranslation("hosts");
  const session = useSession();
  const [text, setText] = useState("");
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (!asks) return;
    setText("");
    void session.command({ do: "program.input", program, text }).then((answer) => {
      if (!answer.ok) useNotices.getState().show({ kind: "refused", error: answer.error });
    });
  };
  return (
    <form className="host-input" onSubmit={send}>
      <input
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          // Enter ends a composition first; only the next one sends.
          if (event.key === "Enter" && event.nativeEvent.isComposing) event.preventDefault();
        }}
        aria-label={t("terminal.line")}
        placeholder={t(asks ? "terminal.line" : "terminal.notAsking")}
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        maxLength={LIMITS.inputLength}
      />
      <button type="submit" disabled={!asks} aria-label={t("terminal.send")} title={t("terminal.send")}>
        <CornerDownLeft size={14} aria-hidden="true" />
      </button>
    </form>
  );
}
