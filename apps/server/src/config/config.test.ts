import { describe, expect, test } from "vitest";
import { configOf } from "./config.ts";
import { ConfigError, helpText, readStart } from "./read-values.ts";
import { VARIABLES } from "./variables.ts";

describe("configuration", () => {
  test("nothing set: this machine only, the usual port, labs in namespaces of their own", () => {
    const config = configOf({}, "1.2.3");
    expect(config).toMatchObject({ host: "127.0.0.1", port: 8080, version: "1.2.3", labProcesses: 2 });
    expect(config.labCommand.slice(0, 4)).toEqual(["unshare", "--user", "--map-root-user", "--net"]);
  });

  test("an empty variable counts as one that is not set", () => {
    expect(configOf({ PORT: "" }, "1").port).toBe(8080);
  });

  test("times in seconds become milliseconds, names lose their spaces", () => {
    const config = configOf(
      { WIRESTAGE_IDLE_SECONDS: "90", WIRESTAGE_ALLOWED_HOSTS: " Lab.example ,b " },
      "1",
    );
    expect(config.labs.idleMs).toBe(90_000);
    expect(config.allowedHosts).toEqual(["lab.example", "b"]);
  });

  test("paths start from the root, absolute ones stay", () => {
    const config = configOf({ WIRESTAGE_ROOT: "/srv/w", WIRESTAGE_WEB_DIR: "/var/page" }, "1");
    expect(config.programsDir).toBe("/srv/w/packages/programs");
    expect(config.webDir).toBe("/var/page");
  });

  test.each([
    ["PORT", "http"],
    ["PORT", "65536"],
    ["PORT", "80.5"],
    ["WIRESTAGE_MAX_LABS", "0"],
    ["WIRESTAGE_MAX_LABS", "1e9"],
    ["WIRESTAGE_LOG_LEVEL", "loud"],
  ])("%s=%s: one sentence that names it and says what it must be", (name, value) => {
    const read = () => configOf({ [name]: value }, "1");
    expect(read).toThrow(ConfigError);
    expect(read).toThrow(new RegExp(`^${name} is "${value}" and must be .+\\.$`));
  });
});

describe("command line", () => {
  test("a port on it wins over the environment", () => {
    const start = readStart(["--port", "9000"], { PORT: "8000", HOST: "::1" });
    expect(start).toMatchObject({ action: "serve", environment: { PORT: "9000", HOST: "::1" } });
  });

  test("an unknown option points to --help", () => {
    expect(() => readStart(["--prot", "1"], {})).toThrow(/--prot.*See --help\./);
  });

  test("--help lists every variable with its default", () => {
    const help = helpText();
    for (const { name, fallback } of Object.values(VARIABLES)) {
      expect(help).toContain(name);
      expect(help).toContain(fallback);
    }
  });
});
