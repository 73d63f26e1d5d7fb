import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import ts from "typescript";
import { describe, expect, it } from "vitest";

const ROOT = join(import.meta.dirname, "../..");

/** The relative imports of each source file, including types. */
function readImports(): Map<string, readonly string[]> {
  const imports = new Map<string, readonly string[]>();
  for (const folder of ["shared", "extension", "webview"]) {
    for (const name of readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" })) {
      if (!/\.tsx?$/.test(name)) continue;
      const path = join(ROOT, folder, name);
      const { importedFiles } = ts.preProcessFile(readFileSync(path, "utf8"));
      const relatives = importedFiles
        .map(({ fileName }) => fileName)
        .filter((fileName) => /^\.{1,2}\/.*\.tsx?$/.test(fileName));
      imports.set(
        path,
        relatives.map((fileName) => join(dirname(path), fileName)),
      );
    }
  }
  return imports;
}

/** The files of a cycle in order, or undefined if there is none. */
function findCycle(imports: ReadonlyMap<string, readonly string[]>): readonly string[] | undefined {
  const done = new Set<string>();
  const visit = (file: string, trail: readonly string[]): readonly string[] | undefined => {
    if (trail.includes(file)) return [...trail.slice(trail.indexOf(file)), file];
    if (done.has(file)) return undefined;
    for (const imported of imports.get(file) ?? []) {
      const cycle = visit(imported, [...trail, file]);
      if (cycle !== undefined) return cycle;
    }
    done.add(file);
    return undefined;
  };
  for (const file of imports.keys()) {
    const cycle = visit(file, []);
    if (cycle !== undefined) return cycle;
  }
  return undefined;
}

describe("imports", () => {
  it("have no cycles", () => {
    const imports = readImports();
    expect(imports.size).toBeGreaterThan(40);
    expect(findCycle(imports)?.map((path) => relative(ROOT, path))).toBeUndefined();
  });

  it("with a cycle are detected", () => {
    const imports = new Map([
      ["a", ["b"]],
      ["b", ["c"]],
      ["c", ["b"]],
    ]);
    expect(findCycle(imports)).toEqual(["b", "c", "b"]);
  });
});
