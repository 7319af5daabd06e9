import type { HostFacts } from "@wirestage/trace";
import { TraceBuilder } from "@wirestage/trace/testing";
import { expect, it } from "vitest";
import { addressesInUse } from "./host-addresses.ts";

const HOST: HostFacts = {
  name: "server",
  address: "192.0.2.2",
  address6: "2001:db8::2",
  mac: "02:00:00:00:00:02",
  interface: "eth0",
};

function hostWith(...families: readonly ("AF_INET" | "AF_INET6")[]) {
  const b = new TraceBuilder();
  const sockets = families.map((family) =>
    b.socket("server", { family, state: "LISTEN", cause: { by: "kernel" } }),
  );
  const addresses = (facts = HOST) => addressesInUse(b.log, b.log.latest, facts);
  return { b, sockets, addresses };
}

it("shows IPv4 where nothing uses IPv6", () => {
  expect(hostWith().addresses()).toEqual(["192.0.2.2"]);
  expect(hostWith("AF_INET").addresses()).toEqual(["192.0.2.2"]);
});

it("shows the address of IPv6 while its sockets are there, and after they are gone", () => {
  const { b, sockets, addresses } = hostWith("AF_INET6");
  expect(addresses()).toEqual(["2001:db8::2"]);
  for (const socket of sockets) b.close(socket, { by: "kernel" });
  expect(addresses()).toEqual(["2001:db8::2"]);
});

it("shows both where both are used", () => {
  expect(hostWith("AF_INET", "AF_INET6").addresses()).toEqual(["192.0.2.2", "2001:db8::2"]);
});

it("shows IPv4 in old recordings, whose hosts have no other", () => {
  expect(hostWith("AF_INET6").addresses({ ...HOST, address6: null })).toEqual(["192.0.2.2"]);
});
