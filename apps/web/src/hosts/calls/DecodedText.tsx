import "./calls.css";
import type { CallValue } from "@wirestage/trace";
import { decodedTexts } from "./decoded-text.ts";

/** Beside bytes that are printed with escapes: what they say. */
export function DecodedText({ values }: { readonly values: readonly CallValue[] }) {
  return decodedTexts(values).map((text) => (
    <span key={text} className="decoded-text" title="UTF-8">
      = {text}
    </span>
  ));
}
