import { ListVideo } from "lucide-react";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { hasRecording } from "../app/close-lab.ts";
import { recordingFilePath } from "../recordings/recordings-api.ts";
import { Link } from "../router/Link.tsx";
import { HAS_SERVER } from "../session/has-server.ts";
import { useLink, useSession } from "../session/hooks.ts";
import { PictureOptions } from "./PictureOptions.tsx";
import { RecordingFileLink, RecordingLink } from "./RecordingLink.tsx";
import { RunText } from "./RunText.tsx";

/** The whole trace as a file: that of a lab, or the one that the page brought along; whoever opened a file has it. */
function useRecording(): ReactNode {
  const { opened } = useSession();
  const link = useLink();
  if (opened === null) return hasRecording(link) ? <RecordingLink /> : null;
  if (opened.source.kind === "kept") {
    const { id } = opened.source;
    return <RecordingFileLink href={recordingFilePath(id)} name={`wirestage-${id}.pcapng`} />;
  }
  if (opened.source.kind !== "shipped") return null;
  const { path } = opened.source;
  return <RecordingFileLink href={path} name={path.slice(path.lastIndexOf("/") + 1)} />;
}

interface PartProps {
  readonly title: string;
  readonly hint: string;
  readonly children: ReactNode;
}

function Part({ title, hint, children }: PartProps) {
  return (
    <section className="border-line border-t py-3 first:border-t-0 first:pt-0 last:pb-0">
      <h2 className="font-semibold text-sm">{title}</h2>
      <p className="mt-0.5 mb-2 text-text-2 text-xs">{hint}</p>
      {children}
    </section>
  );
}

/** Everything that can be taken away from a run. What was done is said at the end, also to who does not see it. */
export function SaveParts() {
  const { t } = useTranslation("save");
  const recording = useRecording();
  const [said, say] = useState("");
  return (
    <>
      {recording && (
        <Part title={t("recording.title")} hint={t("recording.hint")}>
          {recording}
          {HAS_SERVER && (
            <Link
              to="/recordings"
              className="mt-1 inline-flex min-h-8 items-center gap-1.5 rounded-sm font-medium text-accent text-sm hover:underline"
            >
              <ListVideo size={15} aria-hidden="true" />
              {t("recording.all")}
            </Link>
          )}
        </Part>
      )}
      <Part title={t("picture.title")} hint={t("picture.hint")}>
        <PictureOptions onDone={say} />
      </Part>
      <Part title={t("text.title")} hint={t("text.hint")}>
        <RunText onDone={say} />
      </Part>
      <p role="status" className="mt-3 text-accent text-sm empty:hidden">
        {said}
      </p>
    </>
  );
}
