import { FileUp } from "lucide-react";
import { type ChangeEvent, useRef } from "react";
import { useTranslation } from "react-i18next";
import { IconButton, TextButton } from "../app/buttons.tsx";
import { wantFile } from "./wanted-file.ts";

const ACCEPTED = ".pcapng,.pcap,.cap,.ntar,.dmp,.gz,application/vnd.tcpdump.pcap";

interface OpenFileButtonProps {
  readonly look: "link" | "primary" | "quiet" | "icon";
}

/** Lets a person choose a capture or recording of their own. */
export function OpenFileButton({ look }: OpenFileButtonProps) {
  const { t } = useTranslation("app");
  const input = useRef<HTMLInputElement>(null);
  const choose = () => input.current?.click();
  const onChange = ({ currentTarget }: ChangeEvent<HTMLInputElement>) => {
    const file = currentTarget.files?.[0];
    if (file) wantFile(file);
    // So that the very same file can be chosen again.
    currentTarget.value = "";
  };
  const name = t("openFile.name");
  return (
    <>
      <input ref={input} type="file" accept={ACCEPTED} hidden data-open-file="" onChange={onChange} />
      {look === "icon" && (
        <IconButton icon={FileUp} label={name} title={t("openFile.hint")} onClick={choose} />
      )}
      {look === "link" && (
        <button
          type="button"
          title={t("openFile.hint")}
          onClick={choose}
          className="inline-flex min-h-8 items-center gap-2 rounded-sm text-left font-medium text-accent text-sm hover:underline hover:underline-offset-4"
        >
          <FileUp size={16} className="shrink-0" aria-hidden="true" />
          {name}
        </button>
      )}
      {(look === "primary" || look === "quiet") && (
        <TextButton icon={FileUp} look={look} title={t("openFile.hint")} onClick={choose}>
          {name}
        </TextButton>
      )}
    </>
  );
}
