import type { Host } from "../src/interface.ts";

const ADDRESS = "192.0.2.2";
const PORT = 8888;
const BACKLOG = 5;
const BUFFER_SIZE = 1024;
const REUSE_ADDRESS = true;

// A stream has no messages, only bytes. 4 bytes before each message tell how long it is.
function withLength(message: Uint8Array) {
  const length = new Uint8Array(4);
  new DataView(length.buffer).setUint32(0, message.length);
  return new Uint8Array([...length, ...message]);
}

export async function main(host: Host) {
  const listener = await host.socket("AF_INET", "SOCK_STREAM");
  // Lets the server start again while an old connection is still in TIME_WAIT.
  await listener.setsockopt("SOL_SOCKET", "SO_REUSEADDR", REUSE_ADDRESS);
  await listener.bind([ADDRESS, PORT]);
  await listener.listen(BACKLOG);
  host.print(`listening on ${ADDRESS}:${PORT}`);

  const [connection, peer] = await listener.accept();
  host.print(`accepted ${peer[0]}:${peer[1]}`);

  let received = new Uint8Array();
  while (true) {
    const data = await connection.recv(BUFFER_SIZE);
    if (data.length === 0) break;
    host.print(`recv gave ${data.length} bytes`);
    received = new Uint8Array([...received, ...data]);

    // None, one or several messages may be whole now, and a part of the next may follow them.
    while (received.length >= 4) {
      const end = 4 + new DataView(received.buffer).getUint32(0);
      if (received.length < end) break;
      const message = received.slice(4, end);
      received = received.slice(end);
      host.print(`  a message of ${message.length} bytes: ${host.decode(message.slice(0, 20))}`);
      await connection.sendall(withLength(host.upper(message)));
    }
  }

  await connection.close();
  await listener.close();
}
