/** What runs a Python program of one's own on a host of a lab, as the README spells it. */
export function execLine(lab: string, host: string): string {
  const role = host === "server" ? "server" : "client";
  return `npx wirestage exec --lab ${lab} --host ${host} -- python3 my_${role}.py`;
}
