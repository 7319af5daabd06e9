import type { App } from "../app-instance.ts";
import { ApiError } from "../errors/api-error.ts";

/** Bodies are JSON; none at all, whatever type it says it has, counts as `{}`. */
export function addBodyParser(app: App): void {
  const parseJson = app.getDefaultJsonParser("error", "error");
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("application/json", { parseAs: "string" }, (request, body, done) => {
    const text = body.toString();
    if (text.trim() === "") return done(null, {});
    return parseJson(request, text, done);
  });
  app.addContentTypeParser("*", { parseAs: "string" }, (_request, body, done) => {
    if (body.length === 0) return done(null, {});
    return done(new ApiError("bad_request", { why: "the body is not application/json" }));
  });
}
