import subsetFont from "subset-font";
import type { Plugin } from "vite";

/**
 * Keeps only the named codicons in the bundle: their rules in the style sheet and their glyphs in
 * the font. The panel uses about two dozen of six hundred.
 */
export function usedCodicons(names: readonly string[]): Plugin {
  let glyphs = "";
  return {
    name: "used-codicons",
    enforce: "pre",
    apply: "build",
    transform(sheet, id) {
      if (!id.endsWith("/@vscode/codicons/dist/codicon.css")) return undefined;
      const used = keepIcons(sheet, names);
      glyphs = used.glyphs;
      return { code: used.sheet, map: null };
    },
    async generateBundle(_, bundle) {
      for (const file of Object.values(bundle)) {
        if (file.type !== "asset" || !file.fileName.endsWith(".ttf")) continue;
        file.source = await subsetFont(Buffer.from(file.source), glyphs);
      }
    },
  };
}

export interface UsedIcons {
  readonly sheet: string;
  /** The icons' characters in the font. */
  readonly glyphs: string;
}

/** Reduces the codicon style sheet to the named icons. Throws if one of them is missing. */
export function keepIcons(sheet: string, names: readonly string[]): UsedIcons {
  const fontFace = /@font-face \{.*?\n\}/s.exec(sheet)?.[0];
  const base = /\.codicon\[class\*='codicon-'\] \{.*?\n\}/s.exec(sheet)?.[0];
  if (fontFace === undefined || base === undefined) {
    throw new Error("The codicon style sheet has an unexpected format.");
  }
  const codes = names.map((name) => {
    const code = new RegExp(`^\\.codicon-${name}:before \\{ content: "\\\\([0-9a-f]+)" \\}$`, "m");
    const found = code.exec(sheet)?.[1];
    if (found === undefined) throw new Error(`Unknown codicon: ${name}`);
    return { name, code: found };
  });
  const rules = codes.map(({ name, code }) => `.codicon-${name}:before { content: "\\${code}" }`);
  return {
    sheet: [fontFace, base, ...rules, ""].join("\n"),
    glyphs: codes.map(({ code }) => String.fromCodePoint(Number.parseInt(code, 16))).join(""),
  };
}
