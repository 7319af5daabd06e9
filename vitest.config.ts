import { defineConfig } from "vitest/config";

/** In ms: a test that hangs is cut; one on a busy machine with two processors is not. */
const patience = { testTimeout: 20_000, hookTimeout: 20_000 };

/** Tests of rooms without processes, files and ports of their own: they share workers, which takes a fifth of the time. */
const light = [
  "apps/web/**/*.test.{ts,tsx}",
  "packages/{capture,console,display-filter,hmac,pcapng,protocol,recording,trace,wire}/**/*.test.ts",
];
const never = ["**/*.kernel.test.ts", "**/node_modules/**", "**/dist/**"];

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          ...patience,
          name: "unit",
          environment: "node",
          include: ["{packages,apps,scripts,bench}/**/*.test.{ts,tsx}"],
          exclude: [...never, ...light],
        },
      },
      {
        test: {
          ...patience,
          name: "light",
          environment: "node",
          pool: "threads",
          isolate: false,
          include: light,
          exclude: never,
        },
      },
      {
        test: {
          ...patience,
          name: "kernel",
          environment: "node",
          pool: "forks",
          include: ["{packages,apps}/**/*.kernel.test.ts"],
          exclude: ["**/node_modules/**", "**/dist/**"],
        },
      },
    ],
  },
});
