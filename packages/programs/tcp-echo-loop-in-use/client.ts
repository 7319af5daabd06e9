import type { Host } from "../src/interface.ts";

const ADDRESS = "192.0.2.2";
const PORT = 8888;
const BUFFER_SIZE = 1024;

export async function main(host: Host) {
  const client = await host.socket("AF_INET", "SOCK_STREAM");
  await client.connect([ADDRESS, PORT]);
  host.print(`connected to ${ADDRESS}:${PORT}`);

  while (true) {
    const line = await host.input("> ");
    if (line === null || line === "exit") break;
    // A stream has no empty message: nothing would be sent, and no reply would come.
    if (line === "") continue;
    const message = host.encode(line);
    await client.sendall(message);

    // A stream has no messages, only bytes: one recv may bring a part of the reply.
    let reply = new Uint8Array();
    let data: Uint8Array;
    do {
      data = await client.recv(BUFFER_SIZE);
      reply = new Uint8Array([...reply, ...data]);
    } while (data.length > 0 && reply.length < message.length);
    if (data.length === 0) {
      host.print("the server has closed the connection");
      break;
    }
    host.print(`reply: ${host.decode(reply)}`);
  }

  await client.close();
}
