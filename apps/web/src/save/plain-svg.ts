import { ColourReader } from "./plain-colour.ts";

type Values = Readonly<Record<string, string>>;

/** What a shape looks like, handed down from an element to those inside it; and what SVG 2 says where nobody does. */
const INITIAL: Values = {
  fill: "#000000",
  "fill-opacity": "1",
  stroke: "none",
  "stroke-opacity": "1",
  "stroke-width": "1",
  "stroke-dasharray": "none",
  "stroke-linecap": "butt",
  "stroke-linejoin": "miter",
  "marker-end": "none",
  "font-family": "",
  "font-size": "",
  "font-style": "normal",
  "font-weight": "400",
  "text-anchor": "start",
  "dominant-baseline": "auto",
  "paint-order": "normal",
  "writing-mode": "horizontal-tb",
};
const PAINTS = ["fill", "stroke"] as const;
const OTHERS = Object.keys(INITIAL).filter((name) => !/^(?:fill|stroke)(?:-opacity)?$/.test(name));
/** Of the page alone: the drawing looks the same without. */
const OF_THE_PAGE = /^(?:xmlns|class|style|role|tabindex|visibility|aria-.*|data-.*)$/;
const SHAPES: ReadonlySet<string> = new Set(["path", "line", "polyline", "circle", "rect"]);

const SANS =
  "'Helvetica Neue', Arial, 'Noto Sans', 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', sans-serif";
const MONO = "Menlo, Consolas, 'DejaVu Sans Mono', 'Noto Sans Mono CJK SC', monospace";

/** Names that other programs know, for the page's own stacks, which begin with those of browsers. */
function plainFamily(family: string): string {
  return family.endsWith("monospace") ? MONO : SANS;
}

/** References need no quotes, which not every program takes; lengths are pixels anyway. */
function plainValue(name: string, value: string): string {
  if (name === "font-family") return plainFamily(value);
  return value.replace(/^url\("(#[^"]+)"\)$/, "url($1)").replaceAll(/(\d)px\b/g, "$1");
}

function rounded(opacity: number): string {
  return String(Math.round(opacity * 1000) / 1000);
}

/** Writes what a drawing of the page looks like into a copy of it, which then needs no style sheet. */
class PlainWriter {
  readonly #colours = new ColourReader();

  #paint(style: CSSStyleDeclaration, name: (typeof PAINTS)[number]): Values {
    const value = style.getPropertyValue(name);
    if (value === "none" || value.startsWith("url(")) return { [name]: plainValue(name, value) };
    const { hex, alpha } = this.#colours.read(value);
    const opacity = alpha * Number(style.getPropertyValue(`${name}-opacity`));
    return opacity === 0 ? { [name]: "none" } : { [name]: hex, [`${name}-opacity`]: rounded(opacity) };
  }

  #look(style: CSSStyleDeclaration, above: Values): Values {
    const others = OTHERS.map((name) => [name, plainValue(name, style.getPropertyValue(name))]);
    const look = Object.fromEntries(others);
    return { ...above, ...look, ...this.#paint(style, "fill"), ...this.#paint(style, "stroke") };
  }

  /** @param above what `copy` looks like where nothing is written on it */
  write(element: Element, copy: Element, above = INITIAL): void {
    const style = getComputedStyle(element);
    const look = this.#look(style, above);
    if (isUnseen(element, style, look)) {
      copy.remove();
      return;
    }
    for (const { name } of [...copy.attributes]) if (OF_THE_PAGE.test(name)) copy.removeAttribute(name);
    for (const [name, value] of Object.entries(look)) {
      if (value === above[name]) copy.removeAttribute(name);
      else copy.setAttribute(name, value);
    }
    if (style.opacity !== "1") copy.setAttribute("opacity", style.opacity);
    if (element.tagName === "stop") this.#writeStop(style, copy);
    const copies = [...copy.children];
    for (const [at, child] of [...element.children].entries()) {
      const plain = copies[at];
      if (plain && child.tagName !== "title") this.write(child, plain, look);
    }
  }

  #writeStop(style: CSSStyleDeclaration, copy: Element): void {
    const { hex, alpha } = this.#colours.read(style.stopColor);
    copy.setAttribute("stop-color", hex);
    copy.setAttribute("stop-opacity", rounded(alpha * Number(style.stopOpacity)));
  }
}

/** Hidden, or there for the pointer only. */
function isUnseen(element: Element, { visibility }: CSSStyleDeclaration, look: Values): boolean {
  if (visibility !== "visible") return true;
  return SHAPES.has(element.tagName) && look["fill"] === "none" && look["stroke"] === "none";
}

export interface PictureWords {
  readonly title: string;
  readonly description: string;
  /** BCP 47. */
  readonly language: string;
}

/** What XML 1.0 §2.2 does not allow in a document, however it is written. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
const NO_XML = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu;

function textElement(name: "title" | "desc", text: string): SVGElement {
  const element = document.createElementNS("http://www.w3.org/2000/svg", name);
  element.textContent = text;
  return element;
}

/**
 * A drawing that is in the page as an SVG file of its own: as it looks now, with nothing outside that it needs, in
 * colours and fonts that other programs know.
 */
export function plainSvg(drawing: SVGSVGElement, { title, description, language }: PictureWords): string {
  const copy = drawing.cloneNode(true);
  if (!(copy instanceof SVGSVGElement)) throw new TypeError("the copy of a drawing is one");
  new PlainWriter().write(drawing, copy);
  copy.setAttribute("role", "img");
  copy.setAttribute("lang", language);
  copy.setAttribute("style", "font-variant-numeric: tabular-nums");
  copy.prepend(textElement("title", title), textElement("desc", description));
  const text = new XMLSerializer().serializeToString(copy).replaceAll(NO_XML, "\ufffd");
  return `<?xml version="1.0" encoding="UTF-8"?>\n${text}\n`;
}
