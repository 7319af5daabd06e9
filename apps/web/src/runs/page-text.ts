/** A text of the server's own that comes in both languages, in the page's. */
export function pageText(text: { readonly en: string; readonly zh: string }, language: string): string {
  return language === "zh" ? text.zh : text.en;
}
