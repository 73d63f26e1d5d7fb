import { describe, expect, it } from "vitest";
import { checkVsix, MAX_VSIX_BYTES, VSIX_FILES } from "../../scripts/vsixFiles.ts";

describe("the check of the VSIX", () => {
  it("accepts the allowed files within the size limit", () => {
    expect(checkVsix(VSIX_FILES, MAX_VSIX_BYTES)).toEqual([]);
  });

  it("ignores the order of files", () => {
    expect(checkVsix(VSIX_FILES.toReversed(), 1)).toEqual([]);
  });

  it("allows translations", () => {
    const translations = ["l10n/bundle.l10n.de.json", "package.nls.zh-cn.json"];
    const files = [...VSIX_FILES, ...translations.map((name) => `extension/${name}`)];
    expect(checkVsix(files, 1)).toEqual([]);
  });

  it.each(VSIX_FILES)("reports %s if it is missing", (missing) => {
    const files = VSIX_FILES.filter((name) => name !== missing);
    expect(checkVsix(files, 1)).toEqual([`Missing from the VSIX: ${missing}.`]);
  });

  it.each([
    "extension/dist/webview/main.js.map",
    "extension/l10n/bundle.l10n.qps-ploc.json",
    "extension/media/walkthrough/notes.md",
    "extension/extension/extension.ts",
    "extension/media/icon.svg",
    "extension/node_modules/react/index.js",
    "extension/.env",
    "extension/dist/extension.js.map",
  ])("reports %s, which must not be published", (extra) => {
    expect(checkVsix([...VSIX_FILES, extra], 1)).toEqual([`Not allowed in the VSIX: ${extra}.`]);
  });

  it("is case-sensitive", () => {
    const files = VSIX_FILES.map((name) => name.replace("readme.md", "README.md"));
    expect(checkVsix(files, 1)).toEqual([
      "Missing from the VSIX: extension/readme.md.",
      "Not allowed in the VSIX: extension/README.md.",
    ]);
  });

  it("reports a duplicate file", () => {
    expect(checkVsix([...VSIX_FILES, "extension/package.json"], 1)).toEqual([
      "More than once in the VSIX: extension/package.json.",
    ]);
  });

  it("reports the size and the limit if it is one byte too large", () => {
    expect(checkVsix(VSIX_FILES, MAX_VSIX_BYTES + 1)).toEqual([
      "The VSIX is 1000001 bytes; the maximum is 1000000 bytes.",
    ]);
  });
});
