import { describe, expect, it } from "vitest";
import { callAtLine, sameStepLine } from "./source-steps.ts";

const TS = {
  language: "ts",
  text: `const PORT = 8888;
const BUFFER_SIZE = 1024;

export async function main(host: Host) {
  const socket = await host.socket("AF_INET", "SOCK_STREAM");
  await socket.connect(["192.0.2.2", PORT]);
  host.print("connected");
  const data = await socket.recv(BUFFER_SIZE);
  await socket.sendall(host.encode("a long text that says a lot of things"));
  const more = await socket.recv(BUFFER_SIZE);
}`,
} as const;

const PYTHON = {
  language: "python",
  text: `PORT = 8888
BUFFER_SIZE = 1024

with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as s:
    s.connect(("192.0.2.2", PORT))
    print("connected")
    data = s.recv(BUFFER_SIZE)
    s.sendall(b"a long text")
    more = s.recv(BUFFER_SIZE)`,
} as const;

describe("the line of the same step in the other language", () => {
  it("is that of the same call, the second recv for the second", () => {
    expect(sameStepLine(6, TS, PYTHON)).toBe(5);
    expect(sameStepLine(8, TS, PYTHON)).toBe(7);
    expect(sameStepLine(9, PYTHON, TS)).toBe(10);
  });

  it("is the line itself in the same language, also one that is no step", () => {
    expect(sameStepLine(3, TS, TS)).toBe(3);
  });

  it("is none for a line that makes no call", () => {
    expect(sameStepLine(4, TS, PYTHON)).toBeNull();
  });
});

describe("the call that a line makes", () => {
  it("is written with the values of the constants", () => {
    expect(callAtLine(TS, 8)).toBe("recv(1024)");
    expect(callAtLine(PYTHON, 7)).toBe("recv(1024)");
    expect(callAtLine(PYTHON, 5)).toBe('connect(("192.0.2.2", 8888))');
  });

  it("leaves long arguments out", () => {
    expect(callAtLine(TS, 9)).toBe("sendall(…)");
  });

  it("is none where the line only prints, or does nothing", () => {
    expect(callAtLine(TS, 7)).toBeNull();
    expect(callAtLine(TS, 3)).toBeNull();
  });
});
