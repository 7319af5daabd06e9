import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { command } from "../launch/command.mjs";
import { root } from "../source-tree.mjs";
import { runs } from "./runs.mjs";

const folder = join(root, "apps/web/public/samples");

/** A run is over when nothing has happened for so long: longer than the timers that are to be seen running out. */
const quietMs = 4_000;
const pollMs = 250;
const mostMs = 60_000;

/**
 * Records the shipped samples anew, each in a lab of its own, through the API of a server that runs.
 * @param {readonly string[]} args the server's address, `http://127.0.0.1:8080` unless given
 */
export function recordSamples([server = "http://127.0.0.1:8080"]) {
  return command(async () => {
    await mkdir(folder, { recursive: true });
    await Promise.all(runs.map((run) => recordSample(server, run)));
    const samples = runs.map(({ name, title, description }) => ({ name, title, description }));
    await writeFile(join(folder, "index.json"), `${JSON.stringify({ samples }, null, 2)}\n`);
  });
}

/**
 * @param {string} server
 * @param {import("./runs.mjs").SampleRun} run
 */
async function recordSample(server, { name, lab }) {
  const { id, token } = await asJson(`${server}/api/labs`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(lab),
  });
  const url = `${server}/api/labs/${id}`;
  await quiet(url);
  const recording = await fetch(`${url}/recording.pcapng`);
  if (!recording.ok) throw new Error(`${name} was not recorded: ${await recording.text()}`);
  await writeFile(join(folder, `${name}.pcapng`), new Uint8Array(await recording.arrayBuffer()));
  await fetch(url, { method: "DELETE", headers: { authorization: `Bearer ${token}` } });
}

/**
 * Resolves when nothing new has happened in a lab for a while.
 * @param {string} url of the lab
 */
async function quiet(url) {
  let next = -1;
  let since = performance.now();
  for (const begun = since; performance.now() - begun < mostMs; ) {
    await new Promise((resolve) => setTimeout(resolve, pollMs));
    const status = await asJson(url, {});
    if (status.next !== next) {
      next = status.next;
      since = performance.now();
    } else if (performance.now() - since > quietMs) return;
  }
  throw new Error(`The lab at ${url} does not come to rest.`);
}

/**
 * @param {string} url
 * @param {RequestInit} init
 * @returns {Promise<any>}
 */
async function asJson(url, init) {
  const response = await fetch(url, init);
  if (!response.ok) throw new Error(`${url}: ${await response.text()}`);
  return response.json();
}
