import type { TraceEvent } from "./event.ts";

const SECRET = "SECRET";
/**
 * A line of Python that gives the constant its value, annotated or not; of the tutorial's own programs no text is in the
 * trace. It never looks beyond its line: a source may be nothing but empty ones.
 */
const SECRET_LINE = /^([ \t]*SECRET[ \t]*(?::[^=\n]*)?=[ \t]*).*$/gm;

/**
 * The event without the secret of a verification: the parameter SECRET, the key of `hmac.digest`, and the line of a
 * learner's own source that sets a constant of that name. The very same event where it holds none.
 */
export function withoutSecrets(event: TraceEvent): TraceEvent {
  switch (event.kind) {
    case "program.started": {
      const { [SECRET]: secret, ...parameters } = event.parameters;
      return secret === undefined ? event : { ...event, parameters };
    }
    case "call.entered": {
      const [key, ...others] = event.arguments;
      if (event.name !== "hmac.digest" || key === undefined) return event;
      return { ...event, arguments: [{ type: "withheld" }, ...others] };
    }
    case "program.source": {
      const text = event.text.replace(SECRET_LINE, "$1…");
      return text === event.text ? event : { ...event, text };
    }
    default:
      return event;
  }
}
