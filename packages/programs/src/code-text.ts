import type { SourceLanguage } from "./parameters.ts";

/** Code, or a string that ends with `quote` and in which `opening` begins an expression. */
type Context =
  | { readonly in: "code"; depth: number }
  | { readonly in: "string"; readonly quote: string; readonly opening: string | null };

/** What begins at a place of code and is more than one character of it. */
const TOKEN: Readonly<Record<SourceLanguage, RegExp>> = {
  ts: /(?<comment>\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$))|(?<quote>["'`])/y,
  python: /(?<comment>#[^\n]*)|(?<quote>"""|'''|["'])/y,
};
/** Letters before a Python string; one of them may be `f`. */
const PREFIX = /(?:^|\W)([bfru]{0,2})$/i;

function blank(text: string): string {
  return text.replace(/[^\n]/g, " ");
}

function opened(quote: string, before: string, language: SourceLanguage): Context {
  if (language === "ts") return { in: "string", quote, opening: quote === "`" ? "${" : null };
  const formatted = /f/i.test(PREFIX.exec(before)?.[1] ?? "");
  return { in: "string", quote, opening: formatted ? "{" : null };
}

/** Takes the next piece of code, changes `contexts` where it ends or begins something, and returns what to keep. */
function readCode(text: string, at: number, language: SourceLanguage, contexts: Context[]): string {
  const token = TOKEN[language];
  token.lastIndex = at;
  const { comment, quote } = token.exec(text)?.groups ?? {};
  if (comment !== undefined) return blank(comment);
  if (quote !== undefined) {
    contexts.push(opened(quote, text.slice(Math.max(0, at - 3), at), language));
    return quote;
  }
  const character = text.charAt(at);
  const context = contexts.at(-1);
  if (context?.in !== "code") return character;
  if (character === "{") context.depth += 1;
  if (character === "}") context.depth -= 1;
  if (context.depth < 0 && contexts.length > 1) contexts.pop();
  return character;
}

function readString(
  text: string,
  at: number,
  { quote, opening }: Context & { in: "string" },
  contexts: Context[],
): string {
  if (text[at] === "\\") return blank(text.slice(at, at + 2));
  if (text.startsWith(quote, at)) {
    contexts.pop();
    return quote;
  }
  // Left open by mistake: the line's end ends it.
  if (text[at] === "\n" && quote.length === 1 && quote !== "`") contexts.pop();
  if (opening === null || !text.startsWith(opening, at)) return blank(text.charAt(at));
  if (text.startsWith("{{", at)) return blank("{{");
  contexts.push({ in: "code", depth: 0 });
  return opening;
}

/**
 * The source with blanks for its comments and for what its strings hold, so that what is left is code; expressions in
 * template literals and f-strings are. Every character stays in its line and column. Regular expression literals of
 * TypeScript are not known: the programs have none.
 */
export function codeText(text: string, language: SourceLanguage): string {
  const contexts: Context[] = [{ in: "code", depth: 0 }];
  const pieces: string[] = [];
  let at = 0;
  while (at < text.length) {
    const context = contexts.at(-1);
    const piece =
      context?.in === "string"
        ? readString(text, at, context, contexts)
        : readCode(text, at, language, contexts);
    pieces.push(piece);
    at += piece.length;
  }
  return pieces.join("");
}
