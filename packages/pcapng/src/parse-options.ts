import type { RawOption } from "./block.ts";
import type { BlockView } from "./block-view.ts";
import { MAX_ITEMS_PER_BLOCK, OPTION, padded } from "./code.ts";
import { decodeUtf8 } from "./utf8.ts";

interface OptionPlace {
  readonly code: number;
  /** Of the value, from the start of the input. */
  readonly at: number;
  readonly length: number;
}

/**
 * The options of one block, taken out one by one: what nobody takes stays in `otherOptions`, and so does
 * the repetition of an option that may stand once.
 */
export class OptionList {
  readonly #block: BlockView;
  readonly #options: OptionPlace[];

  /** `at` is where the list starts; it may end with opt_endofopt or with the block ("Options"). */
  constructor(block: BlockView, at: number) {
    this.#block = block;
    this.#options = locateOptions(block, at);
  }

  takeText(code: number): string | undefined {
    const option = this.#take(code);
    return option && this.#text(option);
  }

  takeOctet(field: string, code: number): number | undefined {
    const option = this.#takeFixed(field, code, 1);
    return option && this.#block.octet(option.at, field);
  }

  takeUint32(field: string, code: number): number | undefined {
    const option = this.#takeFixed(field, code, 4);
    return option && this.#block.uint32(option.at, field);
  }

  takeUint64(field: string, code: number): bigint | undefined {
    const option = this.#takeFixed(field, code, 8);
    return option && this.#block.uint64(option.at, field);
  }

  takeInt64(field: string, code: number): bigint | undefined {
    const option = this.#takeFixed(field, code, 8);
    return option && this.#block.int64(option.at, field);
  }

  takeTimestamp(field: string, code: number): bigint | undefined {
    const option = this.#takeFixed(field, code, 8);
    return option && this.#block.timestamp(option.at, field);
  }

  /** What is left: call it last. */
  finish(): { comments: readonly string[]; otherOptions: readonly RawOption[] } {
    const comments: string[] = [];
    const otherOptions: RawOption[] = [];
    for (const option of this.#options) {
      if (option.code === OPTION.comment) comments.push(this.#text(option));
      else otherOptions.push({ code: option.code, value: this.#borrow(option) });
    }
    return { comments, otherOptions };
  }

  #take(code: number): OptionPlace | undefined {
    const index = this.#options.findIndex((option) => option.code === code);
    return index < 0 ? undefined : this.#options.splice(index, 1)[0];
  }

  #takeFixed(field: string, code: number, length: number): OptionPlace | undefined {
    const option = this.#take(code);
    if (option === undefined || option.length === length) return option;
    const found = `${option.length}`;
    return this.#block.fail("bad-option-length", field, `an option of ${length} bytes`, found, option.at);
  }

  #borrow(option: OptionPlace): Uint8Array {
    return this.#block.borrow(option.at, option.length, "Option Value");
  }

  #text(option: OptionPlace): string {
    return decodeUtf8(this.#borrow(option));
  }
}

function locateOptions(block: BlockView, start: number): OptionPlace[] {
  const options: OptionPlace[] = [];
  let at = start;
  while (at < block.bodyEnd) {
    const code = block.uint16(at, "Option Type");
    const length = block.uint16(at + 2, "Option Length");
    if (code === OPTION.endOfOptions) break;
    if (options.length === MAX_ITEMS_PER_BLOCK) {
      block.fail("too-many-items", "Options", `at most ${MAX_ITEMS_PER_BLOCK} options`, "more", at);
    }
    block.require(at + 4, length, "Option Value");
    options.push({ code, at: at + 4, length });
    at += 4 + padded(length);
  }
  return options;
}
