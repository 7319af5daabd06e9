import { defineConfig } from "vitest/config";

/** In ms: a test that hangs is cut; one on a busy machine with two processors is not. */
const patience = { testTimeout: 20_000, hookTimeout: 20_000 };

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          ...patience,
          name: "unit",
          environment: "node",
          include: ["{packages,apps,scripts,bench}/**/*.test.{ts,tsx}"],
          exclude: ["**/*.kernel.test.ts", "**/node_modules/**", "**/dist/**"],
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
