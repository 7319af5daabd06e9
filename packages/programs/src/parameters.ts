export type SourceLanguage = "ts" | "python";
export type ParameterValue = string | number | boolean;

/** A constant at the head of a program's source that a run may set. */
export interface SourceParameter {
  readonly name: string;
  readonly value: ParameterValue;
}

const CONSTANT: Readonly<Record<SourceLanguage, RegExp>> = {
  ts: /^const ([A-Z][A-Z_]*) = ("[^"\\]*"|\d+|true|false);$/,
  python: /^([A-Z][A-Z_]*) = ("[^"\\]*"|\d+|True|False)$/,
};

function literalValue(literal: string): ParameterValue {
  if (literal.startsWith('"')) return literal.slice(1, -1);
  if (/^\d/.test(literal)) return Number(literal);
  return literal.toLowerCase() === "true";
}

/** @throws RangeError for text that would need escapes: the sources hold none; it may be a secret, and is not repeated */
function literalOf(value: ParameterValue, language: SourceLanguage): string {
  if (typeof value === "number") return String(value);
  if (typeof value === "boolean") return language === "ts" ? String(value) : value ? "True" : "False";
  if (/["\\\p{Cc}]/u.test(value))
    throw new RangeError("A parameter cannot hold quotes, backslashes, or control characters.");
  return `"${value}"`;
}

/** The constants of a source that a run may set, in the order of its lines. */
export function parametersOf(text: string, language: SourceLanguage): SourceParameter[] {
  return text.split("\n").flatMap((line) => {
    const [, name, literal] = CONSTANT[language].exec(line) ?? [];
    return name === undefined || literal === undefined ? [] : [{ name, value: literalValue(literal) }];
  });
}

/**
 * The source as a run with these values has it, line for line as before. Names that it does not have are left alone.
 * @throws RangeError for text with quotes, backslashes or control characters
 */
export function withParameters(
  text: string,
  language: SourceLanguage,
  values: Readonly<Record<string, ParameterValue | undefined>>,
): string {
  const lines = text.split("\n").map((line) => {
    const [, name, literal] = CONSTANT[language].exec(line) ?? [];
    const value = name === undefined ? undefined : values[name];
    if (literal === undefined || value === undefined) return line;
    return line.replace(literal, () => literalOf(value, language));
  });
  return lines.join("\n");
}
