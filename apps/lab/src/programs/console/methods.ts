import type { ProgramSocket } from "../sockets/program-socket.ts";
import { FAMILIES, FLAGS, HOWS, LEVELS, namesOf, OPTION_LEVELS, TYPES } from "../sockets/socket-numbers.ts";
import type { SocketSet } from "../sockets/socket-set.ts";
import type { StatementArguments } from "./statement-arguments.ts";
import { addressThing, badStatement, NONE, numberThing, type Thing } from "./things.ts";

/** A call with all that it needs, to be made. */
export type Act = () => Promise<Thing>;

/** Takes the arguments, and does nothing yet. @throws LabError `bad_statement` */
type Prepare<Target> = (target: Target, args: StatementArguments) => Act;

const FAMILY_NAMES = namesOf(FAMILIES);
const TYPE_NAMES = namesOf(TYPES);
const FLAG_NAMES = namesOf(FLAGS);
const HOW_NAMES = namesOf(HOWS);
const LEVEL_NAMES = namesOf(LEVELS);
const OPTION_NAMES = namesOf(OPTION_LEVELS);
const MODES = ["r", "w", "rw"] as const;

const nothing = () => NONE;
const bytesThing = (data: Uint8Array): Thing => ({ is: "bytes", data });
const socketThing = (socket: ProgramSocket): Thing => ({ is: "socket", socket });
const secondsThing = (seconds: number | null): Thing => (seconds === null ? NONE : numberThing(seconds));

/** `socket(…)` itself, which belongs to no socket. */
export const MODULE_METHODS: ReadonlyMap<string, Prepare<SocketSet>> = new Map(
  Object.entries<Prepare<SocketSet>>({
    socket: (sockets, args) => {
      const family = args.constant("family", FAMILY_NAMES, "AF_INET");
      const type = args.constant("type", TYPE_NAMES, "SOCK_STREAM");
      return () => sockets.socket(family, type).then(socketThing);
    },
  }),
);

const CONNECTING: Readonly<Record<string, Prepare<ProgramSocket>>> = {
  bind: (socket, args) => {
    const address = args.address(socket.family);
    return () => socket.bind(address).then(nothing);
  },
  listen: (socket, args) => {
    const backlog = args.backlog();
    return () => socket.listen(backlog).then(nothing);
  },
  accept: (socket) => async () => {
    const [connection, peer] = await socket.accept();
    return { is: "pair", items: [socketThing(connection), addressThing(peer)] };
  },
  connect: (socket, args) => {
    const address = args.address(socket.family);
    return () => socket.connect(address).then(nothing);
  },
  connect_ex: (socket, args) => {
    const address = args.address(socket.family);
    return () => socket.connect_ex(address).then(numberThing);
  },
  shutdown: (socket, args) => {
    const how = args.constant("how", HOW_NAMES);
    return () => socket.shutdown(how).then(nothing);
  },
  close: (socket) => () => socket.close().then(nothing),
};

const TALKING: Readonly<Record<string, Prepare<ProgramSocket>>> = {
  send: (socket, args) => {
    const data = args.bytes("bytes");
    const flags = args.flags(FLAG_NAMES);
    return () => socket.send(data, ...flags).then(numberThing);
  },
  sendall: (socket, args) => {
    const data = args.bytes("bytes");
    return () => socket.sendall(data).then(nothing);
  },
  sendto: (socket, args) => {
    const data = args.bytes("bytes");
    const address = args.address(socket.family);
    return () => socket.sendto(data, address).then(numberThing);
  },
  recv: (socket, args) => {
    const size = args.size();
    const flags = args.flags(FLAG_NAMES);
    return () => socket.recv(size, ...flags).then(bytesThing);
  },
  recvfrom: (socket, args) => {
    const size = args.size();
    const flags = args.flags(FLAG_NAMES);
    return async () => {
      const [data, peer] = await socket.recvfrom(size, ...flags);
      return { is: "pair", items: [bytesThing(data), addressThing(peer)] };
    };
  },
};

const ASKING: Readonly<Record<string, Prepare<ProgramSocket>>> = {
  getsockname: (socket) => () => socket.getsockname().then(addressThing),
  getpeername: (socket) => () => socket.getpeername().then(addressThing),
  fileno: (socket) => () => socket.tell("fileno").then(secondsThing),
  gettimeout: (socket) => () => socket.tell("gettimeout").then(secondsThing),
  setsockopt: (socket, args) => {
    const [level, option] = levelAndOption(args);
    const value = args.optionValue(option === "SO_LINGER");
    return () => socket.setsockopt(level, option, value).then(nothing);
  },
  getsockopt: (socket, args) => {
    const [level, option] = levelAndOption(args);
    return async () => {
      const value = await socket.getsockopt(level, option);
      if (typeof value === "number") return numberThing(value);
      return { is: "pair", items: [numberThing(Number(value[0])), numberThing(value[1])] };
    };
  },
  settimeout: (socket, args) => {
    const seconds = args.seconds();
    return () => socket.settimeout(seconds).then(nothing);
  },
  setblocking: (socket, args) => {
    const blocking = args.switch("flag");
    return () => socket.setblocking(blocking).then(nothing);
  },
  makefile: (socket, args) => {
    const mode = args.text("mode", MODES, "r");
    return async () => ({ is: "file", file: socket.makefile(mode), socket });
  },
};

/** Methods that answer two things, so that two names can be given to them. */
export const PAIR_METHODS: ReadonlySet<string> = new Set(["accept", "recvfrom"]);

export const SOCKET_METHODS: ReadonlyMap<string, Prepare<ProgramSocket>> = new Map(
  Object.entries({ ...CONNECTING, ...TALKING, ...ASKING }),
);

function levelAndOption(args: StatementArguments) {
  const level = args.constant("level", LEVEL_NAMES);
  const option = args.constant("optname", OPTION_NAMES);
  if (OPTION_LEVELS[option] === level) return [level, option] as const;
  throw badStatement(`${option} is an option of ${OPTION_LEVELS[option]}, not of ${level}.`);
}
