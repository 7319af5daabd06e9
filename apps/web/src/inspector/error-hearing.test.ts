import { TraceBuilder } from "@wirestage/trace/testing";
import { describe, expect, it } from "vitest";
import { errorHearing } from "./error-hearing.ts";

const CLIENT = { address: "10.0.0.1", port: 40022 };
const SERVER = { address: "10.0.0.2", port: 8888 };
const NOBODY = { address: "0.0.0.0", port: 0 };

function refused(remote: typeof SERVER, type: "SOCK_DGRAM" | "SOCK_STREAM" = "SOCK_DGRAM") {
  const b = new TraceBuilder();
  const state = remote === NOBODY ? "CLOSE" : "ESTABLISHED";
  b.socket("client", { type, state, local: CLIENT, remote, cause: { by: "kernel" } });
  const datagram = b.datagram("client", { payload: "hello" });
  const error = b.unreachable(datagram);
  return { log: b.run().log, datagram, error };
}

describe("who hears of a port unreachable", () => {
  it("is a program whose socket is connected, and none whose socket is not", () => {
    const [told, untold] = [refused(SERVER), refused(NOBODY)];
    expect(errorHearing(told.error, told.log)).toBe("connected");
    expect(errorHearing(untold.error, untold.log)).toBe("unconnected");
  });

  it("is not said of other frames, nor where no datagram socket has the port", () => {
    const { log, datagram } = refused(NOBODY);
    expect(errorHearing(datagram, log)).toBeNull();
    const stream = refused(SERVER, "SOCK_STREAM");
    expect(errorHearing(stream.error, stream.log)).toBeNull();
  });
});
