/**
 * The language that numbers and dates are written in: the page's own, so that they fit the texts
 * around them. English dates have the day first, a form that no English reader takes for another
 * date.
 */
export function displayLocale(): string {
  const language = document.documentElement.lang || navigator.language;
  return /^en\b/i.test(language) ? "en-GB" : language;
}
