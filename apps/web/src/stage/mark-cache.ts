import type { Columns } from "./columns.ts";
import type { LabelWords } from "./frame-text.ts";
import type { FrameMark } from "./scene.ts";

/** Marks as they were last drawn, by frame; forgotten as soon as anything is drawn at another size or in other words. */
export class MarkCache {
  #nsPerPixel = 0;
  #columns: Columns | null = null;
  #words: LabelWords | null = null;
  #marks = new Map<number, FrameMark>();

  drawnAs(nsPerPixel: number, columns: Columns, words: LabelWords): Map<number, FrameMark> {
    if (nsPerPixel !== this.#nsPerPixel || columns !== this.#columns || words !== this.#words) {
      this.#nsPerPixel = nsPerPixel;
      this.#columns = columns;
      this.#words = words;
      this.#marks = new Map();
    }
    return this.#marks;
  }
}
