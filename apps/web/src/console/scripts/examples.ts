import type { SpokenLine } from "@wirestage/console";
import { printScript } from "@wirestage/console";

/** A comment stands for a sentence of the example's own texts. */
type ExampleItem = SpokenLine | { readonly comment: string };

interface ExampleShape {
  readonly key: "tcp" | "udp" | "listeners";
  /** @param server address of the server */
  readonly items: (server: string) => readonly ExampleItem[];
}

const server = (text: string): SpokenLine => ({ host: "server", text });
const client = (text: string): SpokenLine => ({ host: "client", text });
const comment = (key: string) => ({ comment: key });

const tcp = (address: string) => [
  comment("serve"),
  server("s = socket(AF_INET, SOCK_STREAM)"),
  server(`s.bind(("${address}", 8888))`),
  server("s.listen(5)"),
  server("conn, peer = s.accept()"),
  comment("ask"),
  client("c = socket(AF_INET, SOCK_STREAM)"),
  client(`c.connect(("${address}", 8888))`),
  comment("talk"),
  client('c.sendall(b"hello")'),
  server("data = conn.recv(1024)"),
  server("conn.sendall(data)"),
  client("reply = c.recv(1024)"),
  comment("end"),
  client("c.close()"),
  server("rest = conn.recv(1024)"),
  server("conn.close()"),
  server("s.close()"),
];

const udp = (address: string) => [
  comment("serve"),
  server("s = socket(AF_INET, SOCK_DGRAM)"),
  server(`s.bind(("${address}", 8888))`),
  comment("ask"),
  client("c = socket(AF_INET, SOCK_DGRAM)"),
  client(`c.sendto(b"hello", ("${address}", 8888))`),
  server("data, peer = s.recvfrom(1024)"),
  comment("reply"),
  server("s.sendto(data, peer)"),
  client("reply, sender = c.recvfrom(1024)"),
  comment("empty"),
  client(`c.sendto(b"", ("${address}", 8888))`),
  server("empty, peer = s.recvfrom(1024)"),
  comment("nobody"),
  server("s.close()"),
  client(`c.sendto(b"anybody?", ("${address}", 8888))`),
];

const listeners = (address: string) => [
  comment("first"),
  server("a = socket(AF_INET, SOCK_STREAM)"),
  server(`a.bind(("${address}", 8888))`),
  server("a.listen(5)"),
  comment("second"),
  server("b = socket(AF_INET, SOCK_STREAM)"),
  server(`b.bind(("${address}", 8888))  # fails`),
  comment("share"),
  server("a.close()"),
  server("a = socket(AF_INET, SOCK_STREAM)"),
  server("a.setsockopt(SOL_SOCKET, SO_REUSEPORT, 1)"),
  server(`a.bind(("${address}", 8888))`),
  server("a.listen(5)"),
  server("b.setsockopt(SOL_SOCKET, SO_REUSEPORT, 1)"),
  server(`b.bind(("${address}", 8888))`),
  server("b.listen(5)"),
  comment("ask"),
  ...["c1", "c2", "c3"].flatMap((name) => [
    client(`${name} = socket(AF_INET, SOCK_STREAM)`),
    client(`${name}.connect(("${address}", 8888))`),
  ]),
  comment("take"),
  server("conn1, peer1 = a.accept()"),
  server("conn2, peer2 = b.accept()"),
];

/** What can be tried without having written anything. */
export const EXAMPLES: readonly ExampleShape[] = [
  { key: "tcp", items: tcp },
  { key: "udp", items: udp },
  { key: "listeners", items: listeners },
];
export type ExampleKey = ExampleShape["key"];

/**
 * The example as a script for a lab whose server has `address`.
 * @param say gives a comment's text in the reader's language
 */
export function exampleText(key: ExampleKey, address: string, say: (comment: string) => string): string {
  const items = EXAMPLES.find((each) => each.key === key)?.items(address) ?? [];
  return items
    .map((item, at) =>
      "comment" in item ? `${at === 0 ? "" : "\n"}# ${say(item.comment)}\n` : printScript([item]),
    )
    .join("");
}
