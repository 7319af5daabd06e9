import { expect, it } from "vitest";
import { formatBytes } from "./bytes.ts";

it.each([
  [0, "0 B"],
  [850, "850 B"],
  [1024, "1 KiB"],
  [1023.9 * 1024, "1 MiB"],
  [12_600, "12.3 KiB"],
  [300 * 1024, "300 KiB"],
  [512 * 1024 ** 2, "512 MiB"],
  [1.5 * 1024 ** 3, "1.5 GiB"],
  [5_000 * 1024 ** 4, "5000 TiB"],
])("%d bytes are %s", (bytes, text) => {
  expect(formatBytes(bytes).replace("\u202f", " ")).toBe(text);
});
