import "./calls.css";
import { type ProgramState, printCall } from "@wirestage/trace";
import { useTranslation } from "react-i18next";
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
  return (
    <div className="last-failure">
      <button type="button" title={t("show")} onClick={() => select({ kind: "call", call })}>
        {t("failed", { call: printCall(failed.entered), code: failed.code })}
      </button>
      <p>{reasonText(failed)}</p>
    </div>
  );
}
