import { LIMITS } from "@wirestage/protocol";
import { describe, expect, it } from "vitest";
import { BufferedFile, type FileMode } from "./socket-file.ts";

const bytes = (text: string) => new TextEncoder().encode(text);
const text = (data: Uint8Array) => new TextDecoder().decode(data);

/** A socket that brings these pieces, then the end, and takes at most `most` bytes at a time. */
function fileOn(
  pieces: readonly string[],
  { mode = "rw", most = 1e6 }: { mode?: FileMode; most?: number } = {},
) {
  const arriving = pieces.map(bytes);
  const sent: string[] = [];
  let asked = 0;
  let released = 0;
  const socket = {
    recv: async () => {
      asked += 1;
      return arriving.shift() ?? bytes("");
    },
    send: async (data: Uint8Array) => {
      const taken = data.subarray(0, most);
      sent.push(text(taken));
      return taken.length;
    },
  };
  const release = async () => {
    released += 1;
  };
  const file = new BufferedFile(socket, mode, release);
  return { file, sent, asked: () => asked, released: () => released };
}

describe("BufferedFile", () => {
  it("reads by lines, however the stream is cut", async () => {
    const { file } = fileOn(["on", "e\ntw", "o\n", "rest"]);
    const lines: string[] = [];
    for (let line = await file.readline(); line.length > 0; line = await file.readline())
      lines.push(text(line));
    expect(lines).toEqual(["one\n", "two\n", "rest"]);
  });

  it("asks for nothing while a whole line is still there", async () => {
    const { file, asked } = fileOn(["one\ntwo\n"]);
    await file.readline();
    await file.readline();
    expect(asked()).toBe(1);
  });

  it("reads exactly as much as asked for, and all until the end without a size", async () => {
    const { file } = fileOn(["abc", "defg", "hi"]);
    expect(text(await file.read(5))).toBe("abcde");
    expect(text(await file.read())).toBe("fghi");
    expect(await file.read(3)).toHaveLength(0);
  });

  it("gathers so much for one read and no more, and what it has can be read in parts", async () => {
    const pieces = Array.from({ length: LIMITS.fileBytes / 8192 + 1 }, () => "x".repeat(8192));
    const { file, asked } = fileOn(pieces);
    await expect(file.read()).rejects.toMatchObject({ errno: 0, code: "MemoryError" });
    await expect(file.readline()).rejects.toThrow(/in parts/);
    expect(asked()).toBe(pieces.length - 1);
    expect(await file.read(10_000)).toHaveLength(10_000);
    expect(await file.read()).toHaveLength(pieces.length * 8192 - 10_000);
  });

  it("sends nothing before flush, and then all, also where the socket takes less at a time", async () => {
    const { file, sent } = fileOn([], { most: 4 });
    await file.write(bytes("hello "));
    await file.write(bytes("you"));
    expect(sent).toEqual([]);
    await file.flush();
    expect(sent).toEqual(["hell", "o yo", "u"]);
  });

  it("sends by itself once more was written than its buffer holds", async () => {
    const { file, sent } = fileOn([]);
    await file.write(bytes("x".repeat(8193)));
    expect(sent.join("")).toHaveLength(8193);
  });

  it("flushes when it is closed, and does nothing after", async () => {
    const { file, sent } = fileOn(["left"]);
    await file.write(bytes("bye"));
    await file.close();
    await file.close();
    expect(sent).toEqual(["bye"]);
    await expect(file.readline()).rejects.toThrow("closed");
    await expect(file.write(bytes("x"))).rejects.toThrow("closed");
  });

  it("lets go of its socket once, however often it is closed, and after the last was sent", async () => {
    const { file, sent, released } = fileOn([], { most: 1 });
    await file.write(bytes("bye"));
    const closing = [file.close(), file.close()];
    expect(released()).toBe(0);
    await Promise.all(closing);
    expect([sent.join(""), released()]).toEqual(["bye", 1]);
  });

  it("is closed and lets go although the rest cannot be sent", async () => {
    let released = 0;
    const recv = async () => bytes("");
    const send = () => Promise.reject(new Error("EPIPE"));
    const file = new BufferedFile({ recv, send }, "w", async () => {
      released += 1;
    });
    await file.write(bytes("x"));
    await expect(file.close()).rejects.toThrow("EPIPE");
    expect([file.closed, released]).toEqual([true, 1]);
  });

  it("does not do what it was not made for", async () => {
    await expect(fileOn(["x"], { mode: "w" }).file.read(1)).rejects.toThrow("read");
    await expect(fileOn([], { mode: "r" }).file.write(bytes("x"))).rejects.toThrow("write");
  });

  it("gives each of several readers a line of its own, in their order, however the lines come", async () => {
    const { file } = fileOn(["one\ntw", "o\nthree", "\n"]);
    expect(file.isBusy("r")).toBe(false);
    const lines = [file.readline(), file.readline(), file.readline()];
    expect(file.isBusy("r")).toBe(true);
    expect((await Promise.all(lines)).map(text)).toEqual(["one\n", "two\n", "three\n"]);
    await Promise.resolve();
    expect(file.isBusy("r")).toBe(false);
  });

  it("sends nothing twice where it is told to flush while it does", async () => {
    const { file, sent } = fileOn([], { most: 4 });
    await file.write(bytes("hello"));
    await Promise.all([file.flush(), file.write(bytes(" you")), file.flush(), file.close()]);
    expect(sent.join("")).toBe("hello you");
  });

  it("goes on with the next after one that failed", async () => {
    const { file } = fileOn(["x"], { mode: "r" });
    const [refused, read] = await Promise.allSettled([file.write(bytes("y")), file.read(1)]);
    expect([refused.status, read.status]).toEqual(["rejected", "fulfilled"]);
    const closed = fileOn([]).file;
    await closed.close();
    await expect(Promise.allSettled([closed.flush(), closed.flush()])).resolves.toMatchObject([
      { status: "rejected" },
      { status: "rejected" },
    ]);
  });
});
