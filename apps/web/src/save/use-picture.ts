import { traceTime } from "@wirestage/trace";
import { useTranslation } from "react-i18next";
import { formatTime } from "../format/time.ts";
import { useLinkNoise } from "../link-noise/link-noise.ts";
import { useSelection, useSession } from "../session/hooks.ts";
import type { Session } from "../session/session.ts";
import { labelWords } from "../stage/label-words.ts";
import { pictureOfLadder } from "../stage/picture/picture-of-ladder.ts";
import { PNG_SCALE } from "../stage/picture/picture-part.ts";
import { useShownWindow } from "../stage/shown-window.ts";
import { svgOfLadder } from "./draw-ladder.tsx";
import { saveBlob } from "./save-blob.ts";
import { pngOfSvg } from "./svg-to-png.ts";

type SaveText = ReturnType<typeof useTranslation<"save">>["t"];

/** What the programs were called, each once. */
function programsOf(session: Session): string {
  const names = [...session.state().programs.values()].map(({ started }) => started.name);
  return [...new Set(names)].join(", ") || session.lab;
}

function wordsOf(session: Session, t: SaveText, language: string) {
  const [left, right] = [...session.state().hosts.values()].map(
    ({ facts }) => `${facts.name} (${facts.address})`,
  );
  const time = formatTime(session.playhead.t);
  return {
    title: t("picture.name", { programs: programsOf(session) }),
    description: t("picture.description", { left, right, time }),
    language: language === "zh" ? "zh-CN" : "en",
  };
}

/** Makes a picture of the ladder and saves it; resolves to what is to be said of that. */
export function usePicture(): (of: "view" | "whole", format: "svg" | "png") => Promise<string> {
  const { t, i18n } = useTranslation("save");
  const { t: stage } = useTranslation("stage");
  const { t: rules } = useTranslation("rules");
  const session = useSession();
  return async (of, format) => {
    const shown = useShownWindow.getState().read?.() ?? null;
    const { selection } = useSelection.getState();
    const noise = useLinkNoise.getState().shown;
    const request = { session, of, format, shown, words: labelWords(stage, rules), selection, noise };
    try {
      const picture = pictureOfLadder(request);
      const svg = svgOfLadder(session, picture, wordsOf(session, t, i18n.language));
      const { width, height, cutAt } = picture.part;
      const name = `wirestage-${session.lab}.${format}`;
      if (format === "svg") saveBlob(new Blob([svg], { type: "image/svg+xml" }), name);
      else saveBlob(await pngOfSvg(svg, width, height, PNG_SCALE), name);
      if (cutAt === null) return t("picture.saved");
      return t("picture.cut", { time: formatTime(traceTime(picture.scene.scale.t(cutAt))) });
    } catch {
      return t("picture.failed");
    }
  };
}
