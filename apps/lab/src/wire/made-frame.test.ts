import { LIMITS } from "@wirestage/protocol";
import { expect, it } from "vitest";
import { LabError } from "../lab-error.ts";
import { injectedBytes } from "./made-frame.ts";

const base64 = (length: number) => Buffer.alloc(length, 7).toString("base64");

it.each([14, LIMITS.frameBytes])("takes %d bytes as a frame", (length) => {
  expect(injectedBytes(base64(length))).toEqual(Buffer.alloc(length, 7));
});

it.each([0, 13, LIMITS.frameBytes + 1])("refuses %d bytes, and says how many a frame may have", (length) => {
  const facts = { length, least: 14, most: LIMITS.frameBytes };
  expect(() => injectedBytes(base64(length))).toThrow(LabError);
  expect(() => injectedBytes(base64(length))).toThrow(
    expect.objectContaining({ body: expect.objectContaining({ code: "bad_frame", facts }) }),
  );
});
