import { flushSync } from "react-dom";
import { createRoot } from "react-dom/client";
import { SessionProvider } from "../session/hooks.ts";
import type { Session } from "../session/session.ts";
import { LadderPicture, type LadderPictureProps } from "../stage/picture/LadderPicture.tsx";
import { type PictureWords, plainSvg } from "./plain-svg.ts";

/**
 * The ladder as an SVG file. It is drawn once more out of sight, because the page has no more of it than can be seen,
 * and its looks come from the page's style sheets.
 */
export function svgOfLadder(session: Session, picture: LadderPictureProps, words: PictureWords): string {
  const place = document.createElement("div");
  place.className = "stage-drawing";
  place.inert = true;
  Object.assign(place.style, { position: "fixed", inset: "auto", left: "-100000px", top: "0" });
  document.body.append(place);
  const root = createRoot(place);
  try {
    const ladder = (
      <SessionProvider value={session}>
        <LadderPicture {...picture} />
      </SessionProvider>
    );
    flushSync(() => root.render(ladder));
    const drawing = place.querySelector("svg");
    if (!drawing) throw new Error("the ladder was not drawn");
    return plainSvg(drawing, words);
  } finally {
    root.unmount();
    place.remove();
  }
}
