import { fileURLToPath } from "node:url";
import tailwindcss from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";

const BACKEND = "http://127.0.0.1:8080";

/** What the server says by a header, for files that anybody serves: nothing comes from anywhere else. */
const POLICY = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self' data:",
  "worker-src 'self' blob:",
  "object-src 'none'",
  "base-uri 'self'",
  "form-action 'none'",
].join("; ");

const policyInPage: Plugin = {
  name: "policy-in-page",
  transformIndexHtml: () => [
    {
      tag: "meta",
      attrs: { "http-equiv": "Content-Security-Policy", content: POLICY },
      injectTo: "head-prepend",
    },
  ],
};

export default defineConfig(({ mode }) => ({
  // `npm run build:static`: the folder may be put anywhere, so its files are found from where the page is.
  base: mode === "static" ? "./" : "/",
  root: fileURLToPath(new URL(".", import.meta.url)),
  plugins: [react(), tailwindcss(), ...(mode === "static" ? [policyInPage] : [])],
  build: {
    outDir: fileURLToPath(new URL("../../dist/web", import.meta.url)),
    emptyOutDir: true,
    target: "es2023",
    modulePreload: { polyfill: false },
    rolldownOptions: {
      // Our packages do nothing by being imported, so what a view does not use stays out of its code.
      // Zod is told not to eval before any schema is made, in whatever part of the page that is.
      output: { codeSplitting: { groups: [{ name: "zod", test: /\/zod\/|\/zod-without-eval\./ }] } },
      treeshake: { moduleSideEffects: [{ test: /\/packages\/[a-z]+\/src\//, sideEffects: false }] },
    },
  },
  server: {
    host: "127.0.0.1",
    port: 5173,
    proxy: { "/api": { target: BACKEND, ws: true } },
  },
}));
