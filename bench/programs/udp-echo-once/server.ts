import type { Host } from "@wirestage/programs";

const CALLS = 4000;

export async function main(host: Host) {
  const loop = await host.socket("AF_INET", "SOCK_DGRAM");
  const run = async (calls: number) => {
    for (let call = 0; call < calls; call++) await loop.setsockopt("SOL_SOCKET", "SO_BROADCAST", 1);
  };
  await run(CALLS / 4);
  const begun = performance.now();
  await run(CALLS);
  host.print(`each call took ${Math.round(((performance.now() - begun) * 1e6) / CALLS)} ns`);
}
