import { X } from "lucide-react";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { IconButton } from "../app/buttons.tsx";
import { addMessages } from "../i18n/i18n.ts";
import type { HmacComputation } from "./inside/computation.ts";
import { InsideHmac } from "./inside/InsideHmac.tsx";
import { en, zh } from "./inside/messages.ts";
import { secretText } from "./secret-text.ts";
import type { Side } from "./story-rows.ts";

addMessages({ "inside-hmac": { en, zh } });

interface InsideDialogProps {
  readonly side: Side;
  readonly computation: HmacComputation;
  readonly onClose: () => void;
}

/** One side's computation, step by step. */
export function InsideDialog({ side, computation, onClose }: InsideDialogProps) {
  const { t } = useTranslation("verification");
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  const title = t(`insideOf.${side}`);
  const text = computation.key === null ? null : secretText(computation.key);
  return (
    <dialog ref={dialog} onClose={onClose} aria-label={title} className="verification-dialog">
      <div className={`verification-dialog-head verification-${side}`}>
        <h2>{title}</h2>
        <IconButton icon={X} label={t("closeInside")} onClick={() => dialog.current?.close()} />
      </div>
      <InsideHmac computation={computation} {...(text !== null && { secretText: text })} />
    </dialog>
  );
}
