import { expect, test } from "vitest";
import { looseCatalogLines, looseVersions } from "./manifests.mjs";

test.each(["^1.2.3", "~1.2.3", ">=1.2.3", "1.2", "1.x", "*", "latest", "workspace:^", "npm:other@^1.0.0"])(
  "a dependency on %s is a complaint",
  (version) => {
    expect(looseVersions({ devDependencies: { it: version } })).toEqual([
      `it "${version}" is not an exact version`,
    ]);
  },
);

test.each([
  "1.2.3",
  "2.0.0-rc.1",
  "workspace:*",
  "catalog:",
  "npm:typescript@7.0.2",
  "npm:@typescript/typescript6@6.0.2",
])("a dependency on %s is exact", (version) => {
  expect(looseVersions({ dependencies: { it: version } })).toEqual([]);
});

test("a range in the catalog is found among exact versions", () => {
  const yaml =
    'catalog:\n  "@types/node": 20.19.43\n  vitest: ^4.1.12\n  zod: 4.6\n\noverrides:\n  cookie@2: 1.1.1\n';
  expect(looseCatalogLines(yaml)).toEqual(["  vitest: ^4.1.12", "  zod: 4.6"]);
});
