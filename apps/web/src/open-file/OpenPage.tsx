import { useOpenedTrace } from "../session/opened-trace.ts";
import { NoFile } from "./NoFile.tsx";
import { OpenedTraceView } from "./OpenedTraceView.tsx";

/** `/open`: the file that was opened in this page, or how to open one. */
export function OpenPage() {
  const opened = useOpenedTrace((store) => store.opened);
  const isFile = opened?.source.kind === "file";
  return isFile ? <OpenedTraceView key={opened.key} trace={opened} /> : <NoFile />;
}
