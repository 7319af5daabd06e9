import { expect, it } from "vitest";
import {
  AF_INET6,
  addIpv6Address,
  addIpv6Neighbour,
  bind,
  SOCK_DGRAM,
  SyscallError,
  sendto,
  socket,
  writeSysctl,
} from "./index.ts";
import { type Host, succeeded, take, twoHosts } from "./kernel-fixture.ts";
import { describeKernel } from "./testing.ts";

const OWN = { family: "AF_INET6", address: "2001:db8::1", port: 5000, scopeId: 0 } as const;
const PEER = { ...OWN, address: "2001:db8::2" };

function speakIpv6(host: Host): number {
  return host.namespace.run(() => {
    writeSysctl("net.ipv6.conf.all.disable_ipv6", 0);
    addIpv6Address("eth0", OWN.address, 64);
    const fd = succeeded(socket(AF_INET6, SOCK_DGRAM));
    host.descriptors.push(fd);
    return fd;
  });
}

/** Destinations of the datagrams and neighbour solicitations that wait on the cable, by their Ethernet address. */
function destinations(host: Host): string[] {
  const seen: string[] = [];
  for (let frame = take(host); frame !== null; frame = take(host)) {
    const [first = 0] = frame;
    const isMulticast = (first & 1) === 1;
    const isSolicitation = frame[20] === 58 && frame[54] === 135;
    if (!isMulticast || isSolicitation) seen.push(Buffer.from(frame.subarray(0, 6)).toString("hex"));
  }
  return seen;
}

describeKernel("IPv6 on an interface", () => {
  it("an address can be bound to at once, without being looked for on the link", () => {
    const { client } = twoHosts();
    const fd = speakIpv6(client);
    expect(bind(fd, OWN)).toMatchObject({ ok: true });
    expect(bind(speakIpv6(client), PEER)).toMatchObject({ ok: false, code: "EADDRNOTAVAIL" });
  });

  it("what is sent to a static neighbour goes there at once, and to another only after a solicitation", () => {
    const { client } = twoHosts();
    const fd = speakIpv6(client);
    client.namespace.run(() => addIpv6Neighbour("eth0", PEER.address, "02:00:00:00:00:02"));
    destinations(client);
    succeeded(sendto(fd, new Uint8Array(1), PEER));
    expect(destinations(client)).toEqual(["020000000002"]);
    succeeded(sendto(fd, new Uint8Array(1), { ...PEER, address: "2001:db8::3" }));
    expect(destinations(client)).toEqual(["3333ff000003"]);
  });

  it("says what the kernel refuses: an address while IPv6 is off, an interface that is not there", () => {
    const { client } = twoHosts();
    const adding = (name: string) => () => client.namespace.run(() => addIpv6Address(name, OWN.address, 64));
    expect(adding("eth0")).toThrow("adding 2001:db8::1 to eth0: EACCES");
    expect(adding("eth9")).toThrow(SyscallError);
    expect(() => client.namespace.run(() => addIpv6Address("eth0", "10.0.0.1", 64))).toThrow("not an IPv6");
  });
});
