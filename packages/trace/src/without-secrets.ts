import type { TraceEvent } from "./event.ts";

const SECRET = "SECRET";
/**
 * A line of Python that gives the constant its value, annotated or not; of the tutorial's own programs no text is in the
 * trace. It never looks beyond its line: a source may be nothing but empty ones.
 */
const SECRET_LINE = /^([ \t]*SECRET[ \t]*(?::[^=\n]*)?=[ \t]*).*$/gm;

/** Constants that a request or a command sets, by their names in the protocol. */
const SETTINGS = ["parameters", "clientParameters"] as const;

function isSettings(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A request or a command without the secret that it sets; the very same where it sets none. */
function withoutSetSecrets<T extends Readonly<Record<string, unknown>>>(wanted: T): T {
  let told = wanted;
  for (const name of SETTINGS) {
    const settings = wanted[name];
    if (!isSettings(settings) || !(SECRET in settings)) continue;
    const { [SECRET]: _secret, ...others } = settings;
    told = { ...told, [name]: others };
  }
  return told;
}

/**
 * The event without the secret of a verification: the parameter SECRET, as programs were given it and as a person asked
 * for it, the key of `hmac.digest`, and the line of a learner's own source that sets a constant of that name. The very
 * same event where it holds none.
 */
export function withoutSecrets(event: TraceEvent): TraceEvent {
  switch (event.kind) {
    case "lab.opened": {
      const request = event.request && withoutSetSecrets(event.request);
      return request === event.request ? event : { ...event, request };
    }
    case "command.given": {
      const command = withoutSetSecrets(event.command);
      return command === event.command ? event : { ...event, command };
    }
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
