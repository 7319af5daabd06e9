import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { type Captured, pcapOf, SAMPLE_FRAMES } from "@wirestage/wire/testing";
import { describe, expect, it } from "vitest";
import { compileFilter } from "./display-filter.ts";
import { SHARED_FILTERS, SHARED_MISTAKES } from "./tshark-filters.fixture.ts";

const hasTshark = spawnSync("tshark", ["--version"]).status === 0;
const mustRun = process.env["CI"] === "true";

/** Every checksum judged, nothing worked out from more than one frame. */
const PREFERENCES = [
  ...["ip.check_checksum:TRUE", "tcp.check_checksum:TRUE", "udp.check_checksum:TRUE", "ip.defragment:FALSE"],
  ...["tcp.analyze_sequence_numbers:FALSE", "tcp.relative_sequence_numbers:FALSE"],
].flatMap((preference) => ["-o", preference]);

/** Tells of each filter, by its place in the list, which frames it lets through: one tshark judges all of them. */
const SCRIPT = `
for number, filter in ipairs(filters) do
  local taken = {}
  local ok, tap = pcall(Listener.new, "frame", filter)
  if ok then
    function tap.packet(pinfo) taken[#taken + 1] = pinfo.number end
    function tap.draw() print("RESULT " .. number .. " " .. table.concat(taken, ",")) end
  else
    print("RESULT " .. number .. " refused")
  end
end
`;

/** A string of Lua that takes no escapes. */
function luaString(text: string): string {
  return `[==[${text}]==]`;
}

/** By filter: the numbers of the frames, or "refused". */
function judgedByTshark(
  filters: readonly string[],
  frames: readonly Captured[],
): ReadonlyMap<string, string> {
  const directory = mkdtempSync(join(tmpdir(), "display-filter-"));
  try {
    const [capture, script] = [join(directory, "frames.pcap"), join(directory, "filters.lua")];
    writeFileSync(capture, pcapOf(frames));
    writeFileSync(script, `local filters = {${filters.map(luaString).join(",")}}\n${SCRIPT}`);
    const args = ["-n", "-q", ...PREFERENCES, "-X", `lua_script:${script}`, "-r", capture];
    const told = execFileSync("tshark", args, { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
    const results = [...told.matchAll(/^RESULT (\d+) (.*)$/gm)];
    return new Map(results.map(([, number, result]) => [filters[Number(number) - 1] ?? "", result ?? ""]));
  } finally {
    rmSync(directory, { recursive: true });
  }
}

function judgedByUs(filter: string, frames: readonly Captured[]): string {
  const compiled = compileFilter(filter);
  if (!compiled.ok) return "refused";
  const taken = frames.flatMap(({ bytes, originalLength }, index) => {
    const frame = { number: index + 1, host: "client", t: index * 1e9, bytes, length: originalLength };
    return compiled.filter.matches(frame) ? [index + 1] : [];
  });
  return taken.join(",");
}

const whole: readonly Captured[] = Object.values(SAMPLE_FRAMES).map((bytes, second) => ({
  ...{ bytes, originalLength: bytes.length, second },
}));

const reason = hasTshark ? "" : " (skipped: tshark is not installed; on Debian: apt-get install tshark)";

describe.skipIf(!hasTshark && !mustRun)(`judged by tshark${reason}`, () => {
  it("tshark is there", () => {
    const how = "CI=true, but tshark cannot be run; install it (Debian: apt-get install tshark)";
    expect(hasTshark, how).toBe(true);
  });

  describe("a filter lets through the frames that tshark's does", () => {
    const theirs = hasTshark ? judgedByTshark(SHARED_FILTERS, whole) : new Map<string, string>();
    it.each(SHARED_FILTERS)("%s", (filter) => {
      expect(theirs.get(filter), "tshark refuses it").not.toBe("refused");
      expect(judgedByUs(filter, whole)).toBe(theirs.get(filter));
    });
  });

  describe("what tshark refuses, we refuse", () => {
    const theirs = hasTshark ? judgedByTshark(SHARED_MISTAKES, whole) : new Map<string, string>();
    it.each(SHARED_MISTAKES)("%s", (filter) => {
      expect([theirs.get(filter), judgedByUs(filter, whole)]).toEqual(["refused", "refused"]);
    });
  });

  it("segments and datagrams cut behind their headers: their fields are for both those of the whole frame", () => {
    const names = ["SYN", "SYN-ACK", "data", "ACK with SACK blocks", "FIN with data", "datagram over IPv6"];
    const cut = names.map((name): Captured => {
      const bytes = SAMPLE_FRAMES[name] ?? new Uint8Array(0);
      return { bytes: bytes.slice(0, 66), originalLength: bytes.length };
    });
    const filters = [
      "tcp.flags.syn == 1",
      "tcp.len > 0",
      "udp.port == 6000",
      "ip.src == 10.0.0.1",
      "frame.len > 70",
    ];
    const theirs = judgedByTshark(filters, cut);
    const ours = new Map(filters.map((filter) => [filter, judgedByUs(filter, cut)]));
    expect(ours).toEqual(theirs);
  });
});
