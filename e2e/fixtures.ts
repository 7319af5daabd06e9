import { test as base } from "@playwright/test";
import { BreakableNetwork } from "./breakable-network.ts";
import { OwnServer } from "./own-server.ts";

/** Tests that stop or kill what others need; pages open at the test's own server. */
export const onOwnServer = base.extend<{ server: OwnServer }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads from the pattern that nothing is needed.
  server: async ({}, use) => {
    const server = await OwnServer.start();
    await use(server);
    await server.end("SIGTERM");
  },
  baseURL: async ({ server }, use) => use(server.origin),
});

/** Tests that cut the network between the page and the common server. */
export const overBreakableNetwork = base.extend<{ network: BreakableNetwork }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads from the pattern that nothing is needed.
  network: async ({}, use) => {
    const network = await BreakableNetwork.to(Number(process.env["WIRESTAGE_E2E_PORT"]));
    await use(network);
    await network.cut();
  },
  baseURL: async ({ network }, use) => use(network.origin),
});
