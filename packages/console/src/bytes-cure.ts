import { tokensOf } from "./lexer.ts";
import { errorAt, type Fix, type Place, type Problem } from "./problem.ts";

/** A literal without a prefix, in ASCII only. */
const PLAIN = /^["'][\x20-\x7e]*$/;

/**
 * Makes bytes of the string that stands at `place`, which may be repeated: its literals get a `b` or, where they are not
 * ASCII, `.encode()` behind the last, which Python joins with those before it.
 */
function bytesCure(text: string, { from, to }: Place): Fix {
  const written = text.slice(from, to);
  const literals = tokensOf(written).filter(({ kind }) => kind === "string");
  const last = literals.at(-1)?.to ?? written.length;
  if (!literals.every((literal) => PLAIN.test(literal.text)))
    return { from, to, text: `${written.slice(0, last)}.encode()${written.slice(last)}` };
  const cured = literals.reduceRight(
    (each, literal) => `${each.slice(0, literal.from)}b${each.slice(literal.from)}`,
    written,
  );
  return { from, to, text: cured };
}

/** Text at `place` where bytes belong. */
export function textForBytes(text: string, place: Place): Problem {
  const fix = bytesCure(text, place);
  return errorAt(place, "text_not_bytes", { expected: [fix.text], fix });
}
