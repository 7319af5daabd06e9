import { describe, expect, it } from "vitest";
import { columns } from "./columns.ts";
import { toolsShape } from "./tools-shape.ts";

describe("toolsShape", () => {
  it.each([
    [1200, 700, "row"],
    [748, 740, "stacked"],
    [534, 400, "stacked"],
    [534, 204, "bare"],
    [390, 490, "stacked"],
  ])("on a stage of %d × %d px the tools are drawn as: %s", (width, height, shape) => {
    expect(toolsShape(columns(width), width, height)).toBe(shape);
  });
});
