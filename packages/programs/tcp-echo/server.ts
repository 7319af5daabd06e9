import type { Host, Socket } from "../src/interface.ts";

const ADDRESS = "192.0.2.2";
const PORT = 8888;
const BACKLOG = 5;
const BUFFER_SIZE = 1024;

export async function main(host: Host) {
  const listener = await host.socket("AF_INET", "SOCK_STREAM");
  await listener.setsockopt("SOL_SOCKET", "SO_REUSEADDR", 1);
  await listener.bind([ADDRESS, PORT]);
  await listener.listen(BACKLOG);
  host.print(`listening on ${ADDRESS}:${PORT}`);

  while (true) {
    const [connection, peer] = await listener.accept();
    host.print(`accepted ${peer[0]}:${peer[1]}`);
    try {
      await talk(connection);
    } catch (error) {
      host.print(`connection lost: ${error}`);
    }
    await connection.close();
  }

  async function talk(connection: Socket) {
    while (true) {
      const data = await connection.recv(BUFFER_SIZE);
      if (data.length === 0) return;
      host.print(`received: ${host.decode(data)}`);
      await connection.sendall(host.upper(data));
    }
  }
}
