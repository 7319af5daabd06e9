import type { Host, Parameters } from "../src/interface.ts";

export async function main(host: Host, { address, port, bufferSize }: Parameters) {
  const socket = await host.socket("AF_INET", "SOCK_STREAM");
  await socket.connect([address, port]);
  host.print(`connected to ${address}:${port}`);

  await socket.sendall(host.encode("hello"));
  const reply = await socket.recv(bufferSize);
  host.print(`reply: ${host.decode(reply)}`);

  await socket.close();
}
