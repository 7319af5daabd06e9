import { arrowRules } from "./scripts/check/arrow-rules.mjs";
import { root } from "./scripts/source-tree.mjs";

export default {
  forbidden: arrowRules(root),
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "(^|/)(dist|\\.cache)/" },
    // A type import is an arrow too.
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "node", "default", "types"],
      extensions: [".ts", ".tsx", ".mjs", ".js", ".json"],
    },
  },
};
