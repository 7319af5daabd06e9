import type { Host } from "../src/interface.ts";

const ADDRESS = "/tmp/wirestage-echo.sock";
const BACKLOG = 5;
const BUFFER_SIZE = 1024;

export async function main(host: Host) {
  const listener = await host.socket("AF_UNIX", "SOCK_STREAM");
  // The address is a file: one that an earlier server left behind would make bind fail.
  await host.unlink(ADDRESS);
  await listener.bind(ADDRESS);
  await listener.listen(BACKLOG);
  host.print(`listening on ${ADDRESS}`);

  while (true) {
    const [connection] = await listener.accept();
    host.print("accepted a client");
    try {
      while (true) {
        const data = await connection.recv(BUFFER_SIZE);
        // Empty: the client has closed its side and sends no more.
        if (data.length === 0) break;
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
