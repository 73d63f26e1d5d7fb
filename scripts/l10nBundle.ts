import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { EXPORT_FORMATS } from "../shared/formats.ts";

const ROOT = join(import.meta.dirname, "..");

/** Folders whose sources speak to users. */
const FOLDERS = ["extension", "webview"];

/** First arguments that are no literals, as they stand in the sources, with the texts they mean. */
const COMPUTED_TEXTS: ReadonlyMap<string, readonly string[]> = new Map([
  ["format.detail", EXPORT_FORMATS.map(({ detail }) => detail)],
  ["detail", EXPORT_FORMATS.map(({ detail }) => detail)],
]);

/** The committed file that translations start from; written by `npm run docs`. */
export const L10N_BUNDLE_PATH = join(ROOT, "l10n/bundle.l10n.json");

/** The bundle of all texts that the sources give to `t`, each as its own English translation. */
export function renderL10nBundle(): string {
  const texts = FOLDERS.flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" })
      .filter((name) => /\.tsx?$/.test(name))
      .flatMap((name) => {
        const source = readFileSync(join(ROOT, folder, name), "utf8");
        return localizedTexts(join(folder, name), source);
      }),
  );
  const entries = [...new Set(texts)].sort().map((text) => [text, text]);
  return `${JSON.stringify(Object.fromEntries(entries), null, 2)}\n`;
}

/**
 * The first argument of each call of `t`, `l10n.t` and the like, in the order of the source.
 * Throws where one is neither literal nor known, since its translation could not be found.
 */
export function localizedTexts(fileName: string, source: string): readonly string[] {
  const file = ts.createSourceFile(fileName, source, ts.ScriptTarget.Latest, true);
  const texts: string[] = [];
  const visit = (node: ts.Node) => {
    if (ts.isCallExpression(node) && isLocalization(node.expression)) {
      texts.push(...textsOf(node, file));
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return texts;
}

function isLocalization(callee: ts.Expression): boolean {
  if (ts.isIdentifier(callee)) return callee.text === "t";
  // As a private member it is `#t`.
  return ts.isPropertyAccessExpression(callee) && /^#?t$/.test(callee.name.text);
}

function textsOf(call: ts.CallExpression, file: ts.SourceFile): readonly string[] {
  const [argument] = call.arguments;
  const literal = argument && literalText(argument);
  if (literal !== undefined) return [literal];
  const written = argument?.getText(file) ?? "";
  const known = COMPUTED_TEXTS.get(written);
  if (known !== undefined) return known;
  const { line } = file.getLineAndCharacterOfPosition(call.getStart(file));
  throw new Error(
    `${file.fileName}:${line + 1}: t(${written}) cannot be translated. Give it a literal text, ` +
      "or say in COMPUTED_TEXTS of scripts/l10nBundle.ts which texts it may be.",
  );
}

/** A long text may be put together from literals by `+`. */
function literalText(expression: ts.Expression): string | undefined {
  if (ts.isStringLiteralLike(expression)) return expression.text;
  if (
    !ts.isBinaryExpression(expression) ||
    expression.operatorToken.kind !== ts.SyntaxKind.PlusToken
  ) {
    return undefined;
  }
  const left = literalText(expression.left);
  const right = literalText(expression.right);
  return left === undefined || right === undefined ? undefined : left + right;
}
