import type { Host } from "../src/interface.ts";

const ADDRESS = "192.0.2.2";
const PORT = 8888;
const BACKLOG = 5;
const BUFFER_SIZE = 1024;
const REUSE_ADDRESS = true;

export async function main(host: Host) {
  const listener = await host.socket("AF_INET", "SOCK_STREAM");
  // Lets the server start again while an old connection is still in TIME_WAIT.
  await listener.setsockopt("SOL_SOCKET", "SO_REUSEADDR", REUSE_ADDRESS);
  await listener.bind([ADDRESS, PORT]);
  await listener.listen(BACKLOG);
  host.print(`listening on ${ADDRESS}:${PORT}`);

  while (true) {
    const [connection, peer] = await listener.accept();
    host.print(`accepted ${peer[0]}:${peer[1]}`);
    try {
      while (true) {
        const data = await connection.recv(BUFFER_SIZE);
        // Decoded for display only: recv may cut a character of several bytes in two.
        host.print(`received: ${host.decode(data)}`);
        await connection.sendall(host.upper(data));
      }
    } catch (error) {
      // ECONNRESET and its kin: this client is lost, the server goes on.
      host.print(`connection lost: ${error}`);
    }
    await connection.close();
  }
}
