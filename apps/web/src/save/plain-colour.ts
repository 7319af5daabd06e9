/** A colour as every program that opens SVG reads it. */
export interface PlainColour {
  /** `#rrggbb`. */
  readonly hex: string;
  /** From 0 to 1. */
  readonly alpha: number;
}

/** Turns any CSS colour into sRGB by having the browser paint it: other programs know neither oklch nor color-mix. */
export class ColourReader {
  readonly #context: CanvasRenderingContext2D | null;
  readonly #known = new Map<string, PlainColour>();

  constructor() {
    const canvas = document.createElement("canvas");
    canvas.width = 1;
    canvas.height = 1;
    this.#context = canvas.getContext("2d", { willReadFrequently: true });
  }

  read(colour: string): PlainColour {
    const known = this.#known.get(colour);
    if (known) return known;
    const plain = this.#painted(colour);
    this.#known.set(colour, plain);
    return plain;
  }

  #painted(colour: string): PlainColour {
    const context = this.#context;
    if (!context) return { hex: "#000000", alpha: 1 };
    context.clearRect(0, 0, 1, 1);
    context.fillStyle = colour;
    context.fillRect(0, 0, 1, 1);
    const [red = 0, green = 0, blue = 0, alpha = 0] = context.getImageData(0, 0, 1, 1).data;
    const hex = [red, green, blue].map((value) => value.toString(16).padStart(2, "0")).join("");
    return { hex: `#${hex}`, alpha: Math.round((alpha / 255) * 1000) / 1000 };
  }
}
