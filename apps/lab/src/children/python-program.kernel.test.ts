import { describeKernel } from "@wirestage/linux/testing";
import { afterEach, expect, it } from "vitest";
import { ACCEPT, CONNECT, PythonBench } from "./testing.ts";

let pair: PythonBench;

afterEach(() => pair.close());

describeKernel("a pair of programs in Python", () => {
  it("talk to each other, each call with what it answered and whether it had to wait", async () => {
    pair = new PythonBench({
      server: `${ACCEPT}print("from", peer[0])\nc.sendall(c.recv(1024).upper())\nc.close()\nl.close()\n`,
      client: `${CONNECT}s.sendall(b"hello")\nprint(s.recv(1024).decode())\ns.close()\n`,
    });
    await pair.run({ latencyMs: 1 });
    expect(pair.shown("server")).toEqual(["from 192.0.2.1"]);
    expect(pair.shown("client")).toEqual(["HELLO"]);
    expect(pair.calls("client")).toEqual([
      "socket <socket fd=4>",
      "connect … None",
      "sendall None",
      "recv … b'HELLO'",
      "close None",
    ]);
    expect(pair.calls("server").slice(2, 4)).toEqual([
      "listen None",
      expect.stringMatching(/^accept … \(<socket fd=5>/),
    ]);
  });
});
