import type { Host } from "../src/interface.ts";

const ADDRESS = "192.0.2.2";
const PORT = 8888;

export async function main(host: Host) {
  const client = await host.socket("AF_INET", "SOCK_STREAM");
  await client.connect([ADDRESS, PORT]);
  host.print(`connected to ${ADDRESS}:${PORT}`);

  await client.recv(32);
  host.print("challenged, and silent");
  // Nothing comes any more: this ends when the server has had enough.
  await client.recv(1);
  host.print("the server has closed the connection");

  await client.close();
}
