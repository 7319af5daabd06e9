import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { messageErrno, netlinkAttributes, netlinkMessages, writeRequestHeader } from "./netlink.ts";

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
}

describe("netlink", () => {
  it("messages follow one another on 4-octet boundaries, and a cut one ends them", () => {
    const view = viewOf(new Uint8Array(64));
    writeRequestHeader(view, { length: 18, type: 20, flags: 2, sequence: 7 });
    view.setUint32(20, 20, true);
    view.setUint16(24, 2, true);
    view.setInt32(36, -2, true);
    view.setUint32(40, 100, true);
    const messages = [...netlinkMessages(view, 64)];
    expect(messages).toEqual([
      { type: 20, flags: 2, sequence: 7, start: 16, end: 18 },
      { type: 2, flags: 0, sequence: 0, start: 36, end: 40 },
    ]);
    expect(messages.map((message) => messageErrno(view, message))).toEqual([0, 2]);
  });

  it("any octets end, and stay inside of what was given", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 256 }), (bytes) => {
        const view = viewOf(bytes);
        for (const message of netlinkMessages(view, bytes.length)) {
          expect(message.end).toBeLessThanOrEqual(bytes.length);
          for (const attribute of netlinkAttributes(view, message.start, message.end)) {
            expect(attribute.end).toBeLessThanOrEqual(message.end);
          }
        }
      }),
    );
  });
});
