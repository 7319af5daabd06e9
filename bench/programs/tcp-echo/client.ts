import type { Host } from "@wirestage/programs";

const ADDRESS = "192.0.2.2";
const PORT = 8888;

const BYTES = 96 * 1024 * 1024;

export async function main(host: Host) {
  const socket = await host.socket("AF_INET", "SOCK_STREAM");
  await socket.connect([ADDRESS, PORT]);
  await socket.sendall(new Uint8Array(BYTES));
  await socket.close();
}
