import { FileDown } from "lucide-react";
import { lazy, Suspense, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { PartBoundary } from "../app/PartBoundary.tsx";
import { needOpening, useWantedFile, wantFile } from "./wanted-file.ts";

const OpeningDialog = lazy(async () => ({
  default: (await import("./OpeningDialog.tsx")).OpeningDialog,
}));

function hasFiles({ dataTransfer }: DragEvent): boolean {
  return dataTransfer?.types.includes("Files") ?? false;
}

/** Whether a file is held over the page. A drop opens it. */
function useFileOver(): boolean {
  const [isOver, setIsOver] = useState(false);
  useEffect(() => {
    const stop = new AbortController();
    const { signal } = stop;
    const onOver = (event: DragEvent) => {
      if (!hasFiles(event)) return;
      // Without this the browser leaves the page for the file.
      event.preventDefault();
      needOpening();
      setIsOver(true);
    };
    const onDrop = (event: DragEvent) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      setIsOver(false);
      const file = event.dataTransfer?.files[0];
      if (file) wantFile(file);
    };
    const onLeave = (event: DragEvent) => {
      if (event.relatedTarget === null) setIsOver(false);
    };
    addEventListener("dragover", onOver, { signal });
    addEventListener("drop", onDrop, { signal });
    addEventListener("dragleave", onLeave, { signal });
    return () => stop.abort();
  }, []);
  return isOver;
}

function DropHint() {
  const { t } = useTranslation("app");
  return (
    <div className="pointer-events-none fixed inset-0 z-50 grid place-items-center bg-bg/85 p-4">
      <div className="grid size-full place-content-center justify-items-center gap-3 rounded-2xl border-2 border-accent border-dashed text-center">
        <FileDown size={40} className="text-accent" aria-hidden="true" />
        <p className="font-semibold text-xl">{t("openFile.drop")}</p>
        <p className="text-text-2">{t("openFile.stays")}</p>
      </div>
    </div>
  );
}

/** A file may be dropped anywhere on the page; where one is opened stands above the view. */
export function FileDrop() {
  const isOver = useFileOver();
  const isNeeded = useWantedFile((store) => store.isNeeded);
  return (
    <>
      {isOver && <DropHint />}
      {isNeeded && (
        <PartBoundary>
          <Suspense fallback={null}>
            <OpeningDialog />
          </Suspense>
        </PartBoundary>
      )}
    </>
  );
}
