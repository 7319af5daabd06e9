import { describeKernel } from "@wirestage/linux/testing";
import { afterEach, expect, it } from "vitest";
import { ACCEPT, CONNECT, PythonBench } from "./testing.ts";

let pair: PythonBench;

afterEach(() => pair.close());

describeKernel("calls of a program in Python", () => {
  it("wait as long as SO_RCVTIMEO and SO_SNDTIMEO allow, and then answer what the kernel does", async () => {
    const attempt = `import struct
def attempt(act, *args):
    try: print(act(*args))
    except BlockingIOError as error: print(error.errno)
short = struct.pack("ll", 0, 50_000)
`;
    pair = new PythonBench({
      server: `${attempt}${ACCEPT}
for each in (l, c): each.setsockopt(socket.SOL_SOCKET, socket.SO_RCVTIMEO, short)
attempt(c.recv, 1)
attempt(l.accept)
`,
      client: `${attempt}${CONNECT}
s.recv(1)
n = socket.socket()
n.setsockopt(socket.SOL_SOCKET, socket.SO_SNDTIMEO, short)
attempt(n.connect, ("192.0.2.77", 1))
`,
    });
    await pair.run();
    expect(pair.shown("server")).toEqual(["11", "11"]);
    expect(pair.calls("server").slice(-2)).toEqual(["recv … EAGAIN", "accept … EAGAIN"]);
    expect(pair.calls("client").at(-1)).toBe("connect … EINPROGRESS");
    expect(pair.shown("client")).toEqual(["115"]);
  });
});
