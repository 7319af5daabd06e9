import { context } from "esbuild";
import { root } from "../source-tree.mjs";

/**
 * Libraries that stay outside the bundles: they read files beside their own code. Each is loaded from the
 * room that depends on it, since nothing else is found from `dist`.
 * @type {Readonly<Record<string, string>>}
 */
const unbundled = { koffi: "packages/linux", "@fastify/swagger-ui": "apps/server" };

/** Bundled CommonJS libraries call `require` for what Node itself brings; `fromRoom` needs the two other names. */
const banner = `import { createRequire as createBundleRequire } from "node:module";
const bundleUrl = import.meta.url;
const require = createBundleRequire(bundleUrl);`;

/**
 * What is bundled of each app that is a process: its main file, and those of its threads.
 * @type {Readonly<Record<string, readonly string[]>>}
 */
const entries = { server: ["main", "recording-worker", "timing-worker"], lab: ["main"], cli: ["main"] };

/** What is bundled for Node, by the name of its app. */
export const processes = Object.keys(entries);

/**
 * An esbuild context for one app's process: `apps/<name>/src/<entry>.ts` → `dist/<name>/<entry>.js`.
 * @param {string} name
 * @param {import("esbuild").Plugin[]} [plugins]
 */
export function bundle(name, plugins = []) {
  return context({
    absWorkingDir: root,
    entryPoints: entries[name]?.map((entry) => `apps/${name}/src/${entry}.ts`) ?? [],
    outdir: `dist/${name}`,
    bundle: true,
    platform: "node",
    target: "node20",
    format: "esm",
    sourcemap: true,
    sourcesContent: false,
    legalComments: "none",
    logLevel: "warning",
    banner: { js: banner },
    plugins: [fromRoom, ...plugins],
  });
}

/** @type {import("esbuild").Plugin} */
const fromRoom = {
  name: "from-room",
  setup(build) {
    const names = Object.keys(unbundled).map((name) => name.replaceAll("/", "\\/"));
    build.onResolve({ filter: new RegExp(`^(${names.join("|")})$`) }, ({ path }) => ({
      path,
      namespace: "from-room",
    }));
    build.onLoad({ filter: /.*/, namespace: "from-room" }, ({ path }) => ({
      contents: `const room = new URL("../../${unbundled[path]}/package.json", bundleUrl);
        module.exports = createBundleRequire(room)(${JSON.stringify(path)});`,
    }));
  },
};
