import { InvalidAddressError } from "@wirestage/linux";
import type { Address, Family } from "@wirestage/programs";
import type { ConsoleValue } from "@wirestage/protocol";
import type { HostDirectory } from "../host-directory.ts";
import { AddressError, socketAddress } from "../sockets/addresses.ts";
import type { OptionValue } from "../sockets/socket-options.ts";
import { badStatement, type Thing } from "./things.ts";

type Atom = Exclude<ConsoleValue, { tuple: unknown }>;
/** An argument, its names seen through. */
type Given =
  | Thing
  | { readonly is: "constant"; readonly name: string }
  | { readonly is: "switch"; readonly on: boolean }
  | { readonly is: "tuple"; readonly items: readonly Given[] };

/** What one call reads at most; the trace would not show more of it either. */
const LARGEST_READ = 65_536;
const LARGEST_INT = 2 ** 31 - 1;
const LONGEST_TIMEOUT_S = 1e6;

/** The arguments of one statement, taken in their order; each says what is wrong with it before any call is made. */
export class StatementArguments {
  readonly #method: string;
  readonly #given: readonly Given[];
  readonly #directory: HostDirectory;
  #taken = 0;

  /** @param named answers what a name stands for, or throws */
  constructor(
    method: string,
    values: readonly ConsoleValue[],
    named: (name: string) => Thing,
    directory: HostDirectory,
  ) {
    this.#method = method;
    this.#given = values.map((value) => givenBy(value, named));
    this.#directory = directory;
  }

  /** To be called after the last was taken. @throws LabError `bad_statement` where there are more */
  end(): void {
    if (this.#given.length <= this.#taken) return;
    throw badStatement(
      `${this.#method} takes ${this.#taken} arguments, and ${this.#given.length} were given.`,
    );
  }

  /** One of `names`; what `absent` says where it is left out. */
  constant<N extends string>(what: string, names: readonly N[], absent?: N): N {
    const given = this.#next();
    if (given === null && absent !== undefined) return absent;
    const found = names.find((name) => given?.is === "constant" && given.name === name);
    return found ?? this.#refuse(what, `one of ${names.join(", ")}`);
  }

  /** Any of `names`, joined by `|`; none where it is left out. */
  flags<N extends string>(names: readonly N[]): N[] {
    const given = this.#next();
    if (given === null || (given.is === "number" && given.value === 0)) return [];
    const items = given.is === "tuple" ? given.items : [given];
    return items.map((item) => {
      const found = names.find((name) => item.is === "constant" && item.name === name);
      return found ?? this.#refuse("flags", `any of ${names.join(", ")}, joined by |`);
    });
  }

  bytes(what: string): Uint8Array {
    const given = this.#next();
    if (given?.is === "bytes") return given.data;
    return this.#refuse(
      what,
      given?.is === "text" ? 'bytes, as b"hello", and not text' : 'bytes, as b"hello"',
    );
  }

  address(family: Family): Address {
    const given = this.#next();
    const wanted =
      family === "AF_UNIX"
        ? 'a path, as "echo.sock"'
        : 'host and port, as ("192.0.2.2", 8888), and in numbers';
    const address = addressIn(given);
    if (address === null || (typeof address === "string") !== (family === "AF_UNIX")) {
      return this.#refuse("address", wanted);
    }
    try {
      socketAddress(family, address, this.#directory);
      return address;
    } catch (error) {
      if (error instanceof InvalidAddressError) return this.#refuse("address", wanted);
      if (error instanceof AddressError || error instanceof RangeError) throw badStatement(error.message);
      throw error;
    }
  }

  /** How much to read at most; null where it is left out and `optional`. */
  size(optional: true): number | null;
  size(optional?: false): number;
  size(optional = false): number | null {
    const given = this.#next();
    if (optional && (given === null || given.is === "none")) return null;
    return this.#whole(given, "size", 0, LARGEST_READ);
  }

  /** Undefined where it is left out. */
  backlog(): number | undefined {
    const given = this.#next();
    return given === null ? undefined : this.#whole(given, "backlog", -LARGEST_INT, LARGEST_INT);
  }

  /** Of `settimeout`; null waits for ever. */
  seconds(): number | null {
    const given = this.#next();
    if (given?.is === "none") return null;
    if (given?.is === "number" && given.value >= 0 && given.value <= LONGEST_TIMEOUT_S) return given.value;
    return this.#refuse("seconds", `a number from 0 to ${LONGEST_TIMEOUT_S}, or None`);
  }

  switch(what: string): boolean {
    const given = this.#next();
    return given?.is === "switch" ? given.on : this.#refuse(what, "True or False");
  }

  text<N extends string>(what: string, texts: readonly N[], absent: N): N {
    const given = this.#next();
    if (given === null) return absent;
    const found = texts.find((text) => given.is === "text" && given.text === text);
    return found ?? this.#refuse(what, `one of ${texts.map((text) => `"${text}"`).join(", ")}`);
  }

  /** What `setsockopt` sets; SO_LINGER takes two numbers. */
  optionValue(isLinger: boolean): OptionValue {
    const given = this.#next();
    if (isLinger) return this.#linger(given);
    if (given?.is === "switch") return given.on;
    return this.#whole(given, "value", -LARGEST_INT, LARGEST_INT);
  }

  #linger(given: Given | null): OptionValue {
    const items = given?.is === "tuple" || given?.is === "pair" ? given.items : [];
    const [on, seconds] = items;
    const isOn = on?.is === "switch" ? on.on : on?.is === "number" ? on.value !== 0 : null;
    if (isOn === null || items.length !== 2) return this.#refuse("value", "on and seconds, as (1, 5)");
    return [isOn, this.#whole(seconds ?? null, "value", 0, LARGEST_INT)];
  }

  #next(): Given | null {
    const given = this.#given[this.#taken] ?? null;
    this.#taken += 1;
    return given;
  }

  #whole(given: Given | null, what: string, least: number, most: number): number {
    if (given?.is === "number" && Number.isInteger(given.value)) {
      if (given.value >= least && given.value <= most) return given.value;
    }
    return this.#refuse(what, `a whole number from ${least} to ${most}`);
  }

  #refuse(what: string, wanted: string): never {
    throw badStatement(`Argument ${this.#taken} of ${this.#method} (${what}) must be ${wanted}.`);
  }
}

function givenBy(value: ConsoleValue, named: (name: string) => Thing): Given {
  if (typeof value !== "object" || value === null || !("tuple" in value)) return atomGiven(value, named);
  return { is: "tuple", items: value.tuple.map((item) => atomGiven(item, named)) };
}

function atomGiven(value: Atom, named: (name: string) => Thing): Given {
  if (value === null) return { is: "none" };
  if (typeof value === "boolean") return { is: "switch", on: value };
  if (typeof value === "number") return { is: "number", value };
  if (typeof value === "string") return { is: "text", text: value };
  if ("bytes" in value) return { is: "bytes", data: repeatedBytes(value) };
  if ("constant" in value) return { is: "constant", name: value.constant };
  return named(value.name);
}

function repeatedBytes({ bytes, times = 1 }: Extract<Atom, { bytes: string }>): Uint8Array {
  const part = Buffer.from(bytes, "base64");
  const whole = new Uint8Array(part.length * times);
  for (let at = 0; at < whole.length; at += part.length) whole.set(part, at);
  return whole;
}

function addressIn(given: Given | null): Address | null {
  if (given?.is === "text") return given.text;
  if (given?.is === "address") return [given.host, given.port];
  if (given?.is !== "tuple" || given.items.length !== 2) return null;
  const [host, port] = given.items;
  return host?.is === "text" && port?.is === "number" ? [host.text, port.value] : null;
}
