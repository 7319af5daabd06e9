import {
  AF_INET,
  accept4,
  addNeighbour,
  bind,
  configureInterface,
  connect,
  listen,
  NetworkNamespace,
  openTap,
  recv,
  SOCK_STREAM,
  type SyscallResult,
  send,
  shrinkChildHashTables,
  socket,
  type Tap,
} from "@wirestage/linux";

/** Two kernels and nothing between them but reading and writing: what a wire of ours cannot be faster than. */
const MTU = 1500;
const BYTES = 96 * 1024 * 1024;
const SERVER = { family: "AF_INET", address: "192.0.2.2", port: 8888 } as const;

function value<T>(answer: SyscallResult<T>): T {
  if (!answer.ok) throw new Error(answer.code);
  return answer.value;
}

function host(own: number, other: number): { namespace: NetworkNamespace; tap: Tap; fd: number } {
  const namespace = NetworkNamespace.create();
  return namespace.run(() => {
    const tap = openTap("eth0");
    const hardwareAddress = (number: number) => `02:00:00:00:00:0${number}`;
    const address = (number: number) => `192.0.2.${number}`;
    configureInterface({
      name: "eth0",
      hardwareAddress: hardwareAddress(own),
      address: address(own),
      prefixLength: 24,
      mtu: MTU,
    });
    addNeighbour("eth0", address(other), hardwareAddress(other));
    return { namespace, tap, fd: value(socket(AF_INET, SOCK_STREAM)) };
  });
}

function carry(from: Tap, to: Tap, buffer: Uint8Array): number {
  let frames = 0;
  for (let length = from.read(buffer); length > 0; length = from.read(buffer)) {
    to.write(buffer.subarray(0, length));
    frames += 1;
  }
  return frames;
}

shrinkChildHashTables();
const client = host(1, 2);
const server = host(2, 1);
value(bind(server.fd, SERVER));
value(listen(server.fd, 5));
connect(client.fd, SERVER);
const frameBuffer = new Uint8Array(MTU + 14);
const shuttle = () => carry(client.tap, server.tap, frameBuffer) + carry(server.tap, client.tap, frameBuffer);
while (shuttle() > 0);
const connection = value(accept4(server.fd)).fd;

const data = new Uint8Array(65_536);
const into = new Uint8Array(65_536);
let sent = 0;
let taken = 0;
let frames = 0;
const begun = performance.now();
const used = process.cpuUsage();
while (taken < BYTES) {
  const answer = send(client.fd, data.subarray(0, Math.min(data.length, BYTES - sent)));
  if (answer.ok) sent += answer.value;
  frames += shuttle();
  for (let got = recv(connection, into); got.ok && got.value > 0; got = recv(connection, into))
    taken += got.value;
}
const seconds = (performance.now() - begun) / 1000;
const { user, system } = process.cpuUsage(used);
process.stdout.write(
  JSON.stringify({ framesPerSecond: frames / seconds, cpuUsPerFrame: (user + system) / frames }),
);
process.exit(0);
