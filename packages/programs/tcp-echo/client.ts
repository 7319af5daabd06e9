import type { Host, Parameters } from "../src/interface.ts";

export async function main(host: Host, { address, port, bufferSize }: Parameters) {
  const socket = await host.socket("AF_INET", "SOCK_STREAM");
  await socket.connect([address, port]);
  host.print(`connected to ${address}:${port}`);

  while (true) {
    const line = await host.input("> ");
    if (line === null || line === "exit") break;
    if (line === "") continue;
    await socket.sendall(host.encode(line));
    const reply = await socket.recv(bufferSize);
    if (reply.length === 0) break;
    host.print(`reply: ${host.decode(reply)}`);
  }

  await socket.close();
}
