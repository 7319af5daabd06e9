import type { Host, Parameters } from "@wirestage/programs";

/** Takes what one client sends, and says when it has all. */
export async function main(host: Host, { address, port, backlog }: Parameters) {
  const listener = await host.socket("AF_INET", "SOCK_STREAM");
  await listener.bind([address, port]);
  await listener.listen(backlog);
  const [connection] = await listener.accept();
  let total = 0;
  for (let data = await connection.recv(65536); data.length > 0; data = await connection.recv(65536)) {
    total += data.length;
  }
  host.print(`took ${total}`);
}
