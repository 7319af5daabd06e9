import type { Host, Socket } from "../src/interface.ts";

const ADDRESS = "192.0.2.2";
const PORT = 8888;
const BACKLOG = 5;
const SECRET = "open sesame";
const DIGEST = "sha256";
const TIMEOUT = 5;
const REUSE_ADDRESS = true;

// Whether the client knows the secret, which never crosses the wire itself.
async function isVerified(host: Host, connection: Socket, nonce: Uint8Array) {
  await connection.sendall(nonce);
  const expected = await host.hmac_digest(host.encode(SECRET), nonce, DIGEST);
  await connection.settimeout(TIMEOUT);
  const answer = await connection.recv(1024);
  await connection.settimeout(null);
  // Takes as long wherever the two differ, so that time does not tell how much of an answer is right.
  return host.compare_digest(expected, answer);
}

// A stream has no messages, only bytes. 4 bytes before each message tell how long it is.
function withLength(message: Uint8Array) {
  const length = new Uint8Array(4);
  new DataView(length.buffer).setUint32(0, message.length);
  return new Uint8Array([...length, ...message]);
}

async function talk(host: Host, connection: Socket) {
  while (true) {
    const message = await connection.recv(1024);
    // None: the client has closed its side.
    if (message.length === 0) break;
    const { text }: { text: string } = JSON.parse(host.decode(message.slice(4)));
    host.print(`received: ${text}`);
    const reply = JSON.stringify({ text: text.toUpperCase() });
    await connection.sendall(withLength(host.encode(reply)));
  }
}

export async function main(host: Host) {
  const listener = await host.socket("AF_INET", "SOCK_STREAM");
  // Lets the server start again while an old connection is still in TIME_WAIT.
  await listener.setsockopt("SOL_SOCKET", "SO_REUSEADDR", REUSE_ADDRESS);
  await listener.bind([ADDRESS, PORT]);
  // One client is served at a time: the others wait in the accept queue, which this limits.
  await listener.listen(BACKLOG);
  host.print(`listening on ${ADDRESS}:${PORT}`);

  while (true) {
    const [connection, peer] = await listener.accept();
    host.print(`accepted ${peer[0]}:${peer[1]}`);
    try {
      // Never the same twice: an answer that was heard before is worth nothing.
      const nonce = await host.urandom(32);
      if (await isVerified(host, connection, nonce)) {
        host.print("verified");
        await talk(host, connection);
      } else {
        host.print("refused: wrong answer");
      }
    } catch (error) {
      // Too late, reset, or no JSON: this client is given up, the server goes on.
      host.print(`given up: ${error}`);
    }
    // However it ended: a refused connection that stays open is a leak.
    await connection.close();
  }
}
