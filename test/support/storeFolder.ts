import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { makeHeader, toJsonLines } from "./events.ts";
import { makeScratchFolder } from "./scratchFolder.ts";

/** A temporary folder with these files. An array of rows becomes a header and lines. */
export async function makeStoreFolder(
  files: Readonly<Record<string, string | Uint8Array | readonly object[]>>,
): Promise<string> {
  const folder = await makeScratchFolder();
  for (const [name, content] of Object.entries(files)) {
    await writeFile(join(folder, name), isRows(content) ? toFile(content) : content);
  }
  return folder;
}

/** The content of a telemetry file: a header and rows. */
export function toFile(rows: readonly object[]): string {
  return toJsonLines([makeHeader(), ...rows]);
}

function isRows(content: string | Uint8Array | readonly object[]): content is readonly object[] {
  return Array.isArray(content);
}
