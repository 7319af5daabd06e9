import type { Host } from "../src/interface.ts";

const ADDRESS = "192.0.2.2";
const PORT = 8888;
const BUFFER_SIZE = 1024;

export async function main(host: Host) {
  const socket = await host.socket("AF_INET", "SOCK_STREAM");
  await socket.connect([ADDRESS, PORT]);
  host.print(`connected to ${ADDRESS}:${PORT}`);

  while (true) {
    const line = await host.input("> ");
    if (line === null || line === "exit") break;
    if (line === "") continue;
    const message = host.encode(line);
    await socket.sendall(message);
    const reply = await receive(message.length);
    if (reply.length < message.length) break;
    host.print(`reply: ${host.decode(reply)}`);
  }

  await socket.close();

  // TCP is a stream of bytes: one recv may bring only a part of the reply.
  async function receive(length: number): Promise<Uint8Array> {
    const reply = new Uint8Array(length);
    let received = 0;
    while (received < length) {
      const data = await socket.recv(BUFFER_SIZE);
      if (data.length === 0) break;
      reply.set(data, received);
      received += data.length;
    }
    return reply.subarray(0, received);
  }
}
