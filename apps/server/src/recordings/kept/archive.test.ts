import { existsSync, mkdirSync, renameSync, rmdirSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import { describe, expect, onTestFinished, test } from "vitest";
import { RecordingArchive } from "./archive.ts";
import { NO_FACTS } from "./run-facts.ts";

const log = pino({ level: "silent" });
const MIB = 1024 * 1024;
const OWNER = "a".repeat(64);
const OTHER = "b".repeat(64);

async function newDirectory(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), "wirestage-kept-"));
  onTestFinished(() => rm(directory, { recursive: true, force: true }));
  return directory;
}

function idOf(number: number): string {
  return String(number).padStart(22, "x");
}

async function archiveIn(directory: string, bytes = MIB): Promise<RecordingArchive> {
  const archive = new RecordingArchive({ directory, bytes }, log);
  await archive.open();
  return archive;
}

/** A recording of so many bytes whose lab is over. */
async function keep(
  archive: RecordingArchive,
  number: number,
  bytes: number,
  owner = OWNER,
): Promise<string> {
  const id = idOf(number);
  const startedAt = `2026-01-01T00:00:${String(number).padStart(2, "0")}.000Z`;
  const path = await archive.begin({ id, owner, startedAt });
  if (path === null) throw new Error("it was not begun");
  writeFileSync(path, new Uint8Array(bytes));
  await archive.settled(id, { state: "ended", facts: NO_FACTS, bytes });
  return id;
}

function listed(archive: RecordingArchive, owner = OWNER): string[] {
  return archive.list(owner).map(({ id }) => id);
}

describe("the directory of recordings", () => {
  test("is made where there is none, closed to other users, and so is what is in it", async () => {
    const directory = join(await newDirectory(), "new", "recordings");
    const archive = await archiveIn(directory);
    await keep(archive, 1, 10);
    expect(statSync(directory).mode & 0o777).toBe(0o700);
    expect(statSync(join(directory, `${idOf(1)}.json`)).mode & 0o777).toBe(0o600);
    await archive.close();
  });

  test("keeps what was in it from one server to the next", async () => {
    const directory = await newDirectory();
    const first = await archiveIn(directory);
    const id = await keep(first, 1, 10);
    await first.rename(id, OWNER, "你好 🦊");
    await first.close();
    const second = await archiveIn(directory);
    expect(second.get(id)).toMatchObject({ name: "你好 🦊", state: "ended", bytes: 10 });
    await second.close();
  });

  test("that cannot be made: says where and why, and what to do", async () => {
    const file = join(await newDirectory(), "file");
    writeFileSync(file, "");
    const archive = await archiveIn(join(file, "recordings"));
    const { problem } = archive.keeping;
    expect(problem?.code).toBe("directory_unusable");
    expect(problem?.message).toMatch(/their directory \(ENOTDIR\)\. Set WIRESTAGE_RECORDINGS_DIRECTORY/);
    expect(problem?.message).not.toContain(file);
    expect(await archive.begin({ id: idOf(1), owner: OWNER, startedAt: "2026" })).toBeNull();
  });

  test("that could not be used is tried again when the next recording begins", async () => {
    const parent = await newDirectory();
    const file = join(parent, "recordings");
    writeFileSync(file, "");
    const archive = await archiveIn(file);
    expect(archive.keeping.problem?.code).toBe("directory_unusable");
    await rm(file);
    await keep(archive, 1, 10);
    expect(archive.keeping.problem).toBeNull();
    await archive.close();
  });

  test("serves one server at a time: the second says so, and has it once the first is gone", async () => {
    const directory = await newDirectory();
    const first = await archiveIn(directory);
    const second = await archiveIn(directory);
    expect(second.keeping.problem?.code).toBe("directory_in_use");
    await first.close();
    expect(await second.open()).not.toBeNull();
    expect(second.keeping.problem).toBeNull();
    await second.close();
  });

  test("may hold whatever: only recordings with facts that can be made out are listed", async () => {
    const directory = await newDirectory();
    const first = await archiveIn(directory);
    const id = await keep(first, 1, 10);
    await first.close();
    const facts = await readFile(join(directory, `${id}.json`), "utf8");
    for (const [name, text] of [
      [`${idOf(2)}.json`, "{"],
      [`${idOf(3)}.json`, facts],
      ["..%2fescape.json", facts.replace(id, "..%2fescape")],
      [`${idOf(4)}.json`, facts.replace(id, idOf(4)).replace(OWNER, "nobody")],
      [`${idOf(5)}.json.new`, facts],
      ["notes.txt", "mine"],
    ] as const) {
      writeFileSync(join(directory, name), text);
    }
    const second = await archiveIn(directory);
    expect(listed(second)).toEqual([id]);
    const left = await readdir(directory);
    expect(left).toContain("notes.txt");
    expect(left).not.toContain(`${idOf(5)}.json.new`);
    await second.close();
  });

  test("in which something stands in the way: it can be used as soon as that is gone, by the same server too", async () => {
    const directory = await newDirectory();
    const obstacle = join(directory, `${idOf(1)}.json.new`);
    mkdirSync(obstacle);
    const archive = await archiveIn(directory);
    expect(archive.keeping.problem?.code).toBe("directory_unusable");
    rmdirSync(obstacle);
    expect(await archive.open()).not.toBeNull();
    expect(archive.keeping.problem).toBeNull();
    await archive.close();
  });

  test("holds a recording that cannot be looked at: it is not listed, and is there when it can", async () => {
    const directory = await newDirectory();
    const first = await archiveIn(directory);
    const id = await keep(first, 1, 10);
    await first.close();
    const file = join(directory, `${id}.pcapng`);
    renameSync(file, join(directory, "elsewhere"));
    symlinkSync(file, file);
    const second = await archiveIn(directory);
    expect(listed(second)).toEqual([]);
    await second.close();
    renameSync(join(directory, "elsewhere"), file);
    const third = await archiveIn(directory);
    expect(listed(third)).toEqual([id]);
    await third.close();
  });

  test("holds a recording without facts, as a crash leaves one that was deleted: it is removed, other files stay", async () => {
    const directory = await newDirectory();
    const first = await archiveIn(directory);
    const id = await keep(first, 1, 10);
    await first.close();
    const others = ["mine.pcapng", `${idOf(3)}.json`, `${idOf(3)}.pcapng`];
    for (const name of [`${idOf(2)}.pcapng`, ...others]) writeFileSync(join(directory, name), "{");
    const second = await archiveIn(directory);
    expect((await readdir(directory)).sort()).toEqual([...others, `${id}.json`, `${id}.pcapng`].sort());
    await second.close();
  });

  test("0 bytes: nothing is kept, nothing is touched", async () => {
    const directory = join(await newDirectory(), "recordings");
    const archive = await archiveIn(directory, 0);
    expect(archive.keeping).toMatchObject({ problem: { code: "off" }, limitBytes: 0 });
    expect(await archive.begin({ id: idOf(1), owner: OWNER, startedAt: "2026" })).toBeNull();
    expect(existsSync(directory)).toBe(false);
  });
});

describe("a disk that does not take a change", () => {
  const refused = expect.objectContaining({
    body: expect.objectContaining({ code: "recording_unchanged" }),
  });

  test("a name: recording_unchanged, and the list has the old one", async () => {
    const directory = await newDirectory();
    const archive = await archiveIn(directory);
    const id = await keep(archive, 1, 10);
    await archive.rename(id, OWNER, "old");
    mkdirSync(join(directory, `${id}.json.new`));
    await expect(archive.rename(id, OWNER, "new")).rejects.toThrow(refused);
    expect(archive.get(id).name).toBe("old");
    expect(archive.keeping.problem?.code).toBe("disk");
    await archive.close();
  });

  test("a deletion: recording_unchanged, and it is still listed", async () => {
    const directory = await newDirectory();
    const archive = await archiveIn(directory);
    const id = await keep(archive, 1, 10);
    await rm(join(directory, `${id}.pcapng`));
    mkdirSync(join(directory, `${id}.pcapng`));
    await expect(archive.remove(id, OWNER)).rejects.toThrow(refused);
    expect(listed(archive)).toEqual([id]);
    await archive.close();
  });
});

describe("a recording that breaks off", () => {
  test.each([
    ["ENOSPC", "disk"],
    ["unknown", undefined],
    ["its thread ended too early", undefined],
  ])("because of %j: is kept as far as it came, and the problem of all is %j", async (why, code) => {
    const directory = await newDirectory();
    const archive = await archiveIn(directory);
    const path = await archive.begin({ id: idOf(1), owner: OWNER, startedAt: "2026" });
    writeFileSync(path ?? "", "12345");
    archive.grown(idOf(1), 5, NO_FACTS);
    await archive.brokeOff(idOf(1), why);
    expect(archive.get(idOf(1))).toMatchObject({ state: "cut", bytes: 5 });
    expect(archive.keeping.problem?.code).toBe(code);
    await archive.close();
  });
});

describe("room", () => {
  test("the oldest without a name make room, and their files go", async () => {
    const directory = await newDirectory();
    const archive = await archiveIn(directory, 250);
    await keep(archive, 1, 100);
    await archive.rename(idOf(1), OWNER, "kept");
    await keep(archive, 2, 100, OTHER);
    await keep(archive, 3, 100);
    expect(listed(archive)).toEqual([idOf(3), idOf(1)]);
    expect(listed(archive, OTHER)).toEqual([]);
    await archive.close();
    expect((await readdir(directory)).sort()).toEqual(
      [1, 3].flatMap((number) => [`${idOf(number)}.json`, `${idOf(number)}.pcapng`]),
    );
  });

  test("a run that grows beyond half of it: breaks off there, and the others stay", async () => {
    const archive = await archiveIn(await newDirectory(), 400);
    await keep(archive, 1, 90, OTHER);
    await keep(archive, 2, 90);
    await archive.begin({ id: idOf(3), owner: OWNER, startedAt: "2026-02" });
    expect(archive.makeRoomFor(idOf(3), 150)).toBe(true);
    archive.grown(idOf(3), 150, NO_FACTS);
    expect(archive.makeRoomFor(idOf(3), 60)).toBe(false);
    await archive.outgrew(idOf(3));
    expect(archive.get(idOf(3))).toMatchObject({ state: "cut", bytes: 150 });
    expect(archive.keeping.problem?.code).toBe("outgrown");
    expect([...listed(archive), ...listed(archive, OTHER)]).toEqual([idOf(3), idOf(2), idOf(1)]);
    await archive.close();
  });

  test("running labs take what is left: it does not say that names do", async () => {
    const archive = await archiveIn(await newDirectory(), 400);
    for (const number of [1, 2, 3]) {
      await archive.begin({ id: idOf(number), owner: OWNER, startedAt: "2026" });
      archive.grown(idOf(number), 120, NO_FACTS);
    }
    expect(archive.makeRoomFor(idOf(1), 60)).toBe(false);
    expect(archive.keeping.problem?.code).toBe("outgrown");
    await archive.close();
  });

  test("only named ones are left: no more is kept, and it says so until one is deleted", async () => {
    const archive = await archiveIn(await newDirectory(), 150);
    const id = await keep(archive, 1, 100);
    await archive.rename(id, OWNER, "kept");
    expect(archive.makeRoom(100)).toBe(false);
    expect(archive.keeping).toMatchObject({ problem: { code: "full" }, usedBytes: 100, limitBytes: 150 });
    await archive.remove(id, OWNER);
    expect(archive.keeping).toMatchObject({ problem: null, usedBytes: 0 });
    await archive.close();
  });
});

describe("whose a recording is", () => {
  test("another one's is neither renamed nor deleted", async () => {
    const archive = await archiveIn(await newDirectory());
    const id = await keep(archive, 1, 10);
    const refused = expect.objectContaining({ body: expect.objectContaining({ code: "key_wrong" }) });
    await expect(archive.rename(id, OTHER, "mine")).rejects.toThrow(refused);
    await expect(archive.remove(id, OTHER)).rejects.toThrow(refused);
    expect(archive.get(id).name).toBeNull();
    await archive.close();
  });

  test.each(["", "..", "../../etc/passwd", `${idOf(1)}/../x`, "\0", "x".repeat(5_000)])(
    "%j is no recording",
    async (id) => {
      const archive = await archiveIn(await newDirectory());
      const refused = expect.objectContaining({
        body: expect.objectContaining({ code: "recording_not_found" }),
      });
      await expect(archive.read(id)).rejects.toThrow(refused);
      await expect(archive.remove(id, OWNER)).rejects.toThrow(refused);
      await archive.close();
    },
  );
});
