import type { Host } from "@wirestage/programs";

const ADDRESS = "192.0.2.2";
const PORT = 8888;
const BACKLOG = 5;
const BUFFER_SIZE = 65536;

/** Takes what one client sends, and says when it has all. */
export async function main(host: Host) {
  const listener = await host.socket("AF_INET", "SOCK_STREAM");
  await listener.bind([ADDRESS, PORT]);
  await listener.listen(BACKLOG);
  const [connection] = await listener.accept();
  let total = 0;
  for (
    let data = await connection.recv(BUFFER_SIZE);
    data.length > 0;
    data = await connection.recv(BUFFER_SIZE)
  ) {
    total += data.length;
  }
  host.print(`took ${total}`);
}
