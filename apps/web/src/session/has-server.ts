/** False in the build of plain files (`npm run build:static`), where there is nobody to ask. */
export const HAS_SERVER = import.meta.env.MODE !== "static";
