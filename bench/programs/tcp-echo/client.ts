import type { Host, Parameters } from "@wirestage/programs";

const BYTES = 24 * 1024 * 1024;

export async function main(host: Host, { address, port }: Parameters) {
  const socket = await host.socket("AF_INET", "SOCK_STREAM");
  await socket.connect([address, port]);
  await socket.sendall(new Uint8Array(BYTES));
  await socket.close();
}
