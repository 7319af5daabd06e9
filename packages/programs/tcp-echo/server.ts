import type { Host, Parameters, Socket } from "../src/interface.ts";

export async function main(host: Host, { address, port, backlog, bufferSize }: Parameters) {
  const listener = await host.socket("AF_INET", "SOCK_STREAM");
  await listener.setsockopt("SOL_SOCKET", "SO_REUSEADDR", 1);
  await listener.bind([address, port]);
  await listener.listen(backlog);
  host.print(`listening on ${address}:${port}`);

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
      const data = await connection.recv(bufferSize);
      if (data.length === 0) return;
      host.print(`received: ${host.decode(data)}`);
      await connection.sendall(host.upper(data));
    }
  }
}
