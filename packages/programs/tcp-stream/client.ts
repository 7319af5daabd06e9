import type { Host, Socket } from "../src/interface.ts";

const ADDRESS = "192.0.2.2";
const PORT = 8888;
const BUFFER_SIZE = 1024;
const NO_DELAY = false;

// A stream has no messages, only bytes. 4 bytes before each message tell how long it is.
function withLength(message: Uint8Array) {
  const length = new Uint8Array(4);
  new DataView(length.buffer).setUint32(0, message.length);
  return new Uint8Array([...length, ...message]);
}

// Exactly so many bytes, however many calls of recv that takes.
async function receive(client: Socket, size: number) {
  let received = new Uint8Array();
  while (received.length < size) {
    const data = await client.recv(Math.min(BUFFER_SIZE, size - received.length));
    if (data.length === 0) throw new Error("the connection has ended within a message");
    received = new Uint8Array([...received, ...data]);
  }
  return received;
}

export async function main(host: Host) {
  const client = await host.socket("AF_INET", "SOCK_STREAM");
  // Unless set, the kernel holds a short message back while an earlier one is not acknowledged.
  await client.setsockopt("IPPROTO_TCP", "TCP_NODELAY", NO_DELAY);
  await client.connect([ADDRESS, PORT]);
  host.print(`connected to ${ADDRESS}:${PORT}`);

  const messages = ["one", "two", "three", "x".repeat(3000)];
  for (const message of messages) {
    await client.sendall(withLength(host.encode(message)));
    host.print(`sent a message of ${message.length} bytes`);
  }

  for (const _ of messages) {
    const length = await receive(client, 4);
    const reply = await receive(client, new DataView(length.buffer).getUint32(0));
    host.print(`a reply of ${reply.length} bytes: ${host.decode(reply.slice(0, 20))}`);
  }

  await client.close();
}
