/** Every file of the VSIX, as packaged: vsce renames the Markdown files and the license. */
export const VSIX_FILES: readonly string[] = [
  "[Content_Types].xml",
  "extension.vsixmanifest",
  "extension/LICENSE.txt",
  "extension/changelog.md",
  "extension/dist/cli.js",
  "extension/dist/extension.js",
  "extension/dist/webview/main.css",
  "extension/dist/webview/main.js",
  "extension/dist/webview/main.ttf",
  "extension/l10n/bundle.l10n.json",
  "extension/media/icon.png",
  "extension/media/walkthrough/export.svg",
  "extension/media/walkthrough/pause.svg",
  "extension/media/walkthrough/preview.svg",
  "extension/media/walkthrough/record.svg",
  "extension/package.json",
  "extension/package.nls.json",
  "extension/readme.md",
  "extension/telemetry.json",
];

/** Translations, by VS Code's language ids; a pseudo-language is not one of them. */
const TRANSLATION = /^extension\/(l10n\/bundle\.l10n|package\.nls)\.[a-z]{2}(-[a-z]{2})?\.json$/;

/** The extension is a few hundred kilobytes; a VSIX of 1 MB must contain something by mistake. */
export const MAX_VSIX_BYTES = 1_000_000;

/** One sentence for each problem of a VSIX with these files and this size. */
export function checkVsix(fileNames: readonly string[], vsixByteCount: number): string[] {
  const problems: string[] = [];
  const missing = VSIX_FILES.filter((name) => !fileNames.includes(name));
  if (missing.length > 0) problems.push(`Missing from the VSIX: ${missing.join(", ")}.`);
  const extra = fileNames.filter((name) => !VSIX_FILES.includes(name) && !TRANSLATION.test(name));
  if (extra.length > 0) problems.push(`Not allowed in the VSIX: ${extra.join(", ")}.`);
  const repeated = fileNames.filter((name, index) => fileNames.indexOf(name) !== index);
  if (repeated.length > 0) problems.push(`More than once in the VSIX: ${repeated.join(", ")}.`);
  if (vsixByteCount > MAX_VSIX_BYTES) {
    problems.push(`The VSIX is ${vsixByteCount} bytes; the maximum is ${MAX_VSIX_BYTES} bytes.`);
  }
  return problems;
}
