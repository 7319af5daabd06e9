import { readdirSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, gzip } from "node:zlib";

const worthIt = /\.(js|css|html|svg|json)$/;

/**
 * Puts `<file>.br` and `<file>.gz` beside every text file below a folder, for the server to send as they are.
 * @param {string} folder absolute
 */
export async function compressBeside(folder) {
  const files = readdirSync(folder, { recursive: true }).map((name) => join(folder, String(name)));
  await Promise.all(files.filter((file) => worthIt.test(file)).map(compressFile));
}

/** @param {string} file */
async function compressFile(file) {
  const content = await readFile(file);
  await Promise.all([
    promisify(brotliCompress)(content).then((small) => writeFile(`${file}.br`, small)),
    promisify(gzip)(content, { level: 9 }).then((small) => writeFile(`${file}.gz`, small)),
  ]);
}
