import { HEAD_HEIGHT } from "../camera.ts";
import type { ShownWindow } from "../shown-window.ts";

/** Which part of the ladder a picture shows. Pixels; `top` from the first drawn event. */
export interface PicturePart {
  readonly width: number;
  readonly top: number;
  readonly height: number;
  readonly nsPerPixel: number;
  /** Height at which the picture ends before the present, or null where it shows all that was asked for. */
  readonly cutAt: number | null;
}

/** Sharp on screens of two pixels a point, and on a slide. */
export const PNG_SCALE = 2;
/** What every browser's canvas can hold: WebKit's limit of pixels in all, Chromium's of one side. */
const CANVAS_AREA = 16_777_216;
const CANVAS_SIDE = 16_384;
/** Far more than a page shows at once; other programs still open it. */
const SVG_HEIGHT = 24_000;
/** Drawings of more frames are slow to make and to open. */
export const MOST_FRAMES = 2_000;

/** How high a picture may be, in CSS pixels. */
export function mostHeight(format: "svg" | "png", width: number): number {
  if (format === "svg") return SVG_HEIGHT;
  const byArea = CANVAS_AREA / (width * PNG_SCALE * PNG_SCALE);
  return Math.floor(Math.min(byArea, CANVAS_SIDE / PNG_SCALE));
}

/** Just what the stage shows. */
export function partInView(shown: ShownWindow): PicturePart {
  return { ...shown, cutAt: null };
}

export interface LadderExtent {
  /** Height of the present. */
  readonly nowY: number;
  /** Room for what stands under the present. */
  readonly below: number;
  /** Height of the first frame that is too many, or null. */
  readonly tooManyY: number | null;
}

/** From the first event to the present, as far as there is room. */
export function wholePart(
  { width, nsPerPixel }: Pick<ShownWindow, "width" | "nsPerPixel">,
  { nowY, below, tooManyY }: LadderExtent,
  format: "svg" | "png",
): PicturePart {
  const wanted = nowY + below;
  const end = Math.min(wanted, mostHeight(format, width) - HEAD_HEIGHT, tooManyY ?? wanted);
  const height = Math.ceil(HEAD_HEIGHT + end);
  return { width, nsPerPixel, top: -HEAD_HEIGHT, height, cutAt: end < nowY ? end : null };
}
