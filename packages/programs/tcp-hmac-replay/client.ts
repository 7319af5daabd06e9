import type { Host, Socket } from "../src/interface.ts";

const ADDRESS = "192.0.2.2";
const PORT = 8888;
const ANSWER = "0000000000000000000000000000000000000000000000000000000000000000";

// Exactly so many bytes, however many calls of recv that takes; fewer only where the server has closed its side.
async function receive(client: Socket, size: number) {
  let received = new Uint8Array();
  while (received.length < size) {
    const data = await client.recv(size - received.length);
    if (data.length === 0) break;
    received = new Uint8Array([...received, ...data]);
  }
  return received;
}

function lengthIn(bytes: Uint8Array) {
  return bytes.reduce((length, byte) => length * 256 + byte, 0);
}

// A stream has no messages, only bytes. 4 bytes before each message tell how long it is.
function withLength(message: Uint8Array) {
  const length = new Uint8Array(4);
  new DataView(length.buffer).setUint32(0, message.length);
  return new Uint8Array([...length, ...message]);
}

export async function main(host: Host) {
  const client = await host.socket("AF_INET", "SOCK_STREAM");
  await client.connect([ADDRESS, PORT]);
  host.print(`connected to ${ADDRESS}:${PORT}`);

  try {
    // Another's answer, heard before or made up: this client does not know the secret.
    await receive(client, 32);
    await client.sendall(host.fromhex(ANSWER));

    const message = JSON.stringify({ text: "hello" });
    await client.sendall(withLength(host.encode(message)));

    const length = lengthIn(await receive(client, 4));
    // No reply at all: this is how the server refuses.
    if (length === 0) {
      host.print("the server has closed the connection");
    } else {
      const reply = await receive(client, length);
      host.print(`reply: ${JSON.parse(host.decode(reply)).text}`);
    }
  } catch (error) {
    host.print(`connection lost: ${error}`);
  }

  await client.close();
}
