import type { Columns } from "./columns.ts";
import type { FrameMark, StageView } from "./scene.ts";

type Look = Pick<StageView, "nsPerPixel" | "noise" | "words">;

/**
 * Marks as they were last drawn, by frame; forgotten as soon as anything is drawn at another size, in other words, or
 * with other quiet times between the frames, as link noise makes them.
 */
export class MarkCache {
  #look: Look | null = null;
  #columns: Columns | null = null;
  #marks = new Map<number, FrameMark>();

  drawnAs(look: Look, columns: Columns): Map<number, FrameMark> {
    if (columns !== this.#columns || !isSame(look, this.#look)) {
      this.#look = look;
      this.#columns = columns;
      this.#marks = new Map();
    }
    return this.#marks;
  }
}

function isSame(a: Look, b: Look | null): boolean {
  return a.nsPerPixel === b?.nsPerPixel && a.noise === b.noise && a.words === b.words;
}
