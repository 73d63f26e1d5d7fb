/**
 * The locale for numbers and dates: the page's language, to match the text around them. English
 * dates put the day first, which no English reader can mistake for another date.
 */
export function displayLocale(): string {
  const language = document.documentElement.lang || navigator.language;
  return /^en\b/i.test(language) ? "en-GB" : language;
}
