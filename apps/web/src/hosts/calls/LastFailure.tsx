import "./calls.css";
import { type ProgramState, printCall } from "@wirestage/trace";
import { useTranslation } from "react-i18next";
import { TextWithLink } from "../../inspector/TextWithLink.tsx";
import { useSelection } from "../../session/hooks.ts";
import { failedCall } from "./evidence.ts";
import { useReasonText } from "./use-reason.ts";

/** Where the newest call of a program failed: why, until it makes the next. */
export function LastFailure({ program }: { readonly program: ProgramState }) {
  const { t } = useTranslation("calls");
  const reasonText = useReasonText();
  const select = useSelection((store) => store.select);
  const failed = program.call ? failedCall(program.call) : null;
  if (!failed) return null;
  const { call } = failed.entered;
  const { sentence, frame } = reasonText(failed);
  return (
    <div className="last-failure">
      <button
        type="button"
        className="last-failure-call"
        title={t("show")}
        onClick={() => select({ kind: "call", call })}
      >
        {t("failed", { call: printCall(failed.entered), code: failed.code })}
      </button>
      <p>
        {frame === null ? (
          sentence()
        ) : (
          <TextWithLink
            sentence={sentence}
            link={t("frame", { frame })}
            onFollow={() => select({ kind: "frame", frame })}
          />
        )}
      </p>
    </div>
  );
}
