import type { ArrangedArgument } from "./arrangement.ts";
import type { Family } from "./constants.ts";
import { hostForm } from "./host-address.ts";
import { nearest } from "./nearest.ts";
import { errorAt, type Problem } from "./problem.ts";
import { type KnownHost, knownAs, type Scope } from "./scope.ts";
import type { AtomTree, StatementTree, ValueTree } from "./tree.ts";

const MAX_PORT = 65_535;
/** `sun_path` of unix(7), with room for the directory that the lab puts before it. */
const MAX_PATH = 64;
const USUAL_PORT = 8888;

export function addressOn({ address, address6 }: KnownHost, family: Family): string | null {
  return family === "AF_INET6" ? address6 : address;
}

/** Whole addresses of `family`, as one would type them, the other host's first. */
function usualAddresses(scope: Scope, family: Family): readonly string[] {
  if (family === "AF_UNIX") return ['"echo.sock"'];
  const others = [...scope.hosts].sort(
    (a, b) => Number(a.name === scope.host) - Number(b.name === scope.host),
  );
  const addresses = others.flatMap((host) => addressOn(host, family) ?? []);
  return addresses.map((address) => `("${address}", ${USUAL_PORT})`);
}

/** `s.bind("192.0.2.2", 8888)`: host and port stand where one address should. */
export function looseAddress(tree: StatementTree): Problem | null {
  const at = tree.arguments.findIndex(({ value }) => value.kind === "string");
  const host = tree.arguments[at];
  const port = tree.arguments[at + 1];
  if (!host || port?.value.kind !== "number" || host.keyword || port.keyword) return null;
  const place = { from: host.value.from, to: port.value.to };
  const inside = tree.text.slice(place.from, place.to);
  return errorAt(place, "address_parentheses", { fix: { ...place, text: `(${inside})` } });
}

function shape(place: ValueTree, family: Family, scope: Scope): Problem {
  return errorAt(place, "address_shape", { facts: { family }, expected: usualAddresses(scope, family) });
}

function portProblem(port: AtomTree, scope: Scope, family: Family, whole: ValueTree): Problem | null {
  if (port.kind === "name" && knownAs(scope, port.name)?.kind === "number") return null;
  if (port.kind !== "number" || !Number.isInteger(port.value)) return shape(whole, family, scope);
  if (port.value >= 0 && port.value <= MAX_PORT) return null;
  return errorAt(port, "number_range", { facts: { value: port.value, least: 0, most: MAX_PORT } });
}

/** The lab's host that a name like `server` stands for. */
function namedHost(name: string, scope: Scope): KnownHost | undefined {
  const [meant] = nearest(
    name,
    scope.hosts.map((host) => host.name),
  );
  return scope.hosts.find((host) => host.name === meant);
}

function hostProblem(host: AtomTree & { kind: "string" }, family: Family, scope: Scope): Problem | null {
  const form = hostForm(host.value);
  const fits = form === "any" || form === "localhost" || form === (family === "AF_INET" ? "ipv4" : "ipv6");
  if (fits) return null;
  const meant = namedHost(host.value, scope);
  const address = meant && addressOn(meant, family);
  const text = address ? `"${address}"` : null;
  const expected = text
    ? [text]
    : scope.hosts.flatMap((each) => addressOn(each, family) ?? []).map((each) => `"${each}"`);
  const facts = { host: host.value, family };
  const fix = text ? { from: host.from, to: host.to, text } : null;
  return errorAt(host, form === "name" ? "address_not_a_number" : "address_family", { facts, expected, fix });
}

/** Python gives IPv6 addresses four parts; the lab keeps the last two at 0. */
function hasTwoParts(items: readonly AtomTree[], family: Family): boolean {
  const rest = items.slice(2);
  const isLong = family === "AF_INET6" && rest.length === 2;
  return rest.length === 0 || (isLong && rest.every((item) => item.kind === "number" && item.value === 0));
}

function internetProblem(value: ValueTree, family: Family, scope: Scope): Problem | null {
  if (value.kind !== "tuple" || !hasTwoParts(value.items, family)) return shape(value, family, scope);
  const [host, port] = value.items;
  if (host?.kind !== "string" || !port) return shape(value, family, scope);
  return hostProblem(host, family, scope) ?? portProblem(port, scope, family, value);
}

function directoryOf(path: string): string {
  return path.slice(0, path.lastIndexOf("/") + 1);
}

/** The files of AF_UNIX sockets lie in a directory of the host's own; where that is, the sockets there tell. */
function pathOutside(value: AtomTree & { kind: "string" }, scope: Scope): Problem | null {
  const directory = directoryOf(value.value);
  const isKnown = scope.sockets.some(
    ({ host, family, local }) =>
      host === scope.host && family === "AF_UNIX" && directoryOf(local.address) === directory,
  );
  // An abstract name (unix(7)) is no file.
  if (directory === "" || isKnown || value.value.startsWith("\0")) return null;
  const name = value.value.slice(directory.length);
  const text = JSON.stringify(/^\.*$/.test(name) ? "a.sock" : name);
  const fix = { from: value.from, to: value.to, text };
  return errorAt(value, "path_not_relative", { expected: [text], fix });
}

function pathProblem(value: ValueTree, scope: Scope): Problem | null {
  if (value.kind !== "string")
    return errorAt(value, "path_expected", { expected: usualAddresses(scope, "AF_UNIX") });
  const outside = pathOutside(value, scope);
  if (outside) return outside;
  if (value.value.length <= MAX_PATH) return null;
  return errorAt(value, "number_range", { facts: { value: value.value.length, least: 0, most: MAX_PATH } });
}

/** What is wrong with an address for a socket of `family`. */
export function addressProblem({ value }: ArrangedArgument, family: Family, scope: Scope): Problem | null {
  if (value.kind === "name") {
    const kind = knownAs(scope, value.name)?.kind;
    const isAddress = kind === (family === "AF_UNIX" ? "text" : "address");
    return isAddress || kind === undefined || kind === "pending" ? null : shape(value, family, scope);
  }
  return family === "AF_UNIX" ? pathProblem(value, scope) : internetProblem(value, family, scope);
}
