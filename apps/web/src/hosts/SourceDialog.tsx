import { X } from "lucide-react";
import { type ReactNode, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { IconButton } from "../app/buttons.tsx";

interface SourceDialogProps {
  readonly file: string;
  /** Whether the source shows what the cure of its bug changes; null where there is no such thing. */
  readonly differs: boolean | null;
  readonly onDiffers: (differs: boolean) => void;
  readonly onClose: () => void;
  readonly side: string | null;
  readonly children: ReactNode;
}

/** The source with room for its longest lines; it goes on following the program. */
export function SourceDialog({ file, differs, onDiffers, onClose, side, children }: SourceDialogProps) {
  const { t } = useTranslation("hosts");
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog
      ref={dialog}
      onClose={onClose}
      aria-label={t("source.large", { file })}
      className={`source-dialog ${side === "server" ? "host-server" : "host-client"}`}
    >
      <div className="source-dialog-head">
        <h2>{file}</h2>
        {differs !== null && (
          <label>
            <input
              type="checkbox"
              checked={differs}
              onChange={(event) => onDiffers(event.target.checked)}
              className="size-4 accent-(--accent)"
            />
            {t("bug.difference")}
          </label>
        )}
        <IconButton icon={X} label={t("source.closeLarge")} onClick={() => dialog.current?.close()} />
      </div>
      <div data-fill className="source-dialog-body">
        {children}
      </div>
    </dialog>
  );
}
