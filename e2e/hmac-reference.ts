import { execFile } from "node:child_process";
import { createHash, createHmac } from "node:crypto";
import { promisify } from "node:util";

const run = promisify(execFile);

/** Values of one computation, in hex. */
export interface HmacValues {
  readonly innerHash: string;
  readonly mac: string;
}

const BLOCK_BYTES = 64;

function padded(key: Buffer, pad: number): Buffer {
  const block = Buffer.alloc(BLOCK_BYTES);
  key.copy(block);
  return Buffer.from(block.map((byte) => byte ^ pad));
}

/** HMAC with SHA-256 as Node's own crypto computes it, of a key that fits into a block. */
export function nodeHmac(key: Buffer, message: Buffer): HmacValues {
  return {
    innerHash: createHash("sha256").update(padded(key, 0x36)).update(message).digest("hex"),
    mac: createHmac("sha256", key).update(message).digest("hex"),
  };
}

const PYTHON = `
import hashlib, hmac, sys
key, message = (bytes.fromhex(each) for each in sys.argv[1:])
inner = bytes(byte ^ 0x36 for byte in key.ljust(64, b"\\0"))
print(hashlib.sha256(inner + message).hexdigest(), hmac.digest(key, message, "sha256").hex())
`;

/** The same as CPython's own hmac computes it. */
export async function pythonHmac(key: Buffer, message: Buffer): Promise<HmacValues> {
  const { stdout } = await run("python3", ["-c", PYTHON, key.toString("hex"), message.toString("hex")]);
  const [innerHash = "", mac = ""] = stdout.trim().split(" ");
  return { innerHash, mac };
}

/** What each side of a recording's connections sent first, in hex, as tshark reads the frames. */
export async function firstPayloads(recording: string, serverPort: number) {
  const fields = ["tcp.srcport", "tcp.payload"].flatMap((name) => ["-e", name]);
  const { stdout } = await run("tshark", ["-r", recording, "-Y", "tcp.len > 0", "-T", "fields", ...fields]);
  const segments = stdout
    .trim()
    .split("\n")
    .map((line) => line.split("\t"));
  const first = (isServer: boolean) =>
    segments.find(([port]) => (Number(port) === serverPort) === isServer)?.[1]?.replaceAll(":", "") ?? "";
  return { server: first(true), client: first(false) };
}
