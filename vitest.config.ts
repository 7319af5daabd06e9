import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: "unit",
          environment: "node",
          include: ["{packages,apps,scripts,bench}/**/*.test.{ts,tsx}"],
          exclude: ["**/*.kernel.test.ts", "**/node_modules/**", "**/dist/**"],
        },
      },
      {
        test: {
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
