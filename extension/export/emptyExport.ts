import { join, resolve } from "node:path";
import { compareText } from "../../shared/compareText.ts";
import type { UtcDay } from "../../shared/days.ts";
import type { FileSystem } from "../platform/fileSystem.ts";
import { closeQuietly, openRegularFile, readBytes } from "../platform/regularFile.ts";
import { parseFileName } from "../store/fileName.ts";
import type { ReadReport } from "../store/reading/readReport.ts";

/** What a file without a single valid line seems to be. */
export type ForeignContent = "utf16" | "gzip" | "crLines";

/** Why an export has no events. */
export type EmptyReason =
  | {
      readonly kind: "noFiles";
      readonly directory: string;
      /** Up to three names that look like renamed copies of telemetry files. */
      readonly renamedCopies: readonly string[];
      /** Up to three names that look like compressed telemetry files. */
      readonly compressedCopies: readonly string[];
      /** Up to three subfolders that contain telemetry files. */
      readonly folders: readonly string[];
    }
  | {
      readonly kind: "noValidLine";
      readonly fileName: string;
      readonly content: ForeignContent | undefined;
    }
  | { readonly kind: "unreadable" }
  | {
      /** No regular file was left unread. */
      readonly kind: "noEvents";
      readonly directory: string;
      /** Whether there are regular files. */
      readonly hasFiles: boolean;
      /** As for "outOfRange". */
      readonly irregular: readonly string[];
    }
  | {
      readonly kind: "outOfRange";
      /** The days of the telemetry files, sorted; at least one. */
      readonly days: readonly UtcDay[];
      /** Up to three entries with names of telemetry files that are links, folders, and so on. */
      readonly irregular: readonly string[];
    };

/** As many names as a message can have. */
const MAX_HINTS = 3;

/** Folders that may be opened in search of telemetry files. */
const MAX_SEARCHED = 100;

const EXCERPT_BYTES = 4_096;

/** Such as "… (1).jsonl", "Copy of ….jsonl", and "….JSONL", but not hidden files. */
const RENAMED_COPY = /^(?!\.).*telemetry-\d{4}-\d{2}-\d{2}-[0-9A-Za-z]{8}.*jsonl/i;

const COMPRESSED = /\.(?:7z|br|bz2|gz|lz4|tgz|xz|zip|zst)$/i;

/** Finds out why an export of this folder had no events. Never rejects. */
export async function findEmptyReason(
  fs: FileSystem,
  directory: string,
  report: ReadReport,
): Promise<EmptyReason> {
  const entries = await fs.readdir(directory, { withFileTypes: true }).catch(() => []);
  const names = entries.map((entry) => entry.name);
  const days = new Set<UtcDay>();
  const irregular: string[] = [];
  let fileCount = 0;
  for (const entry of entries) {
    const day = parseFileName(entry.name)?.day;
    if (day === undefined) continue;
    if (entry.isFile()) {
      days.add(day);
      fileCount++;
    } else {
      irregular.push(entry.name);
    }
  }
  irregular.sort(compareText).splice(MAX_HINTS);
  if (fileCount === 0 && irregular.length === 0) {
    const copies = names.filter((name) => RENAMED_COPY.test(name));
    const isCompressed = (name: string) => COMPRESSED.test(name);
    // A link may lead to a folder.
    const folders = entries.filter((entry) => entry.isDirectory() || entry.isSymbolicLink());
    return {
      kind: "noFiles",
      directory: resolve(directory),
      renamedCopies: copies.filter((name) => !isCompressed(name)).slice(0, MAX_HINTS),
      compressedCopies: copies.filter(isCompressed).slice(0, MAX_HINTS),
      folders: await findStoreFolders(
        fs,
        directory,
        folders.map((entry) => entry.name),
      ),
    };
  }
  if (report.unreadFiles.length > 0) return { kind: "unreadable" };
  const fileName = report.foreignFileNames[0] ?? report.skippedLines[0]?.fileName;
  if (fileName !== undefined && report.outOfRangeCount === 0) {
    return {
      kind: "noValidLine",
      fileName,
      content: await contentOf(fs, join(directory, fileName)),
    };
  }
  // Only files whose day is in the range were read.
  const isAllRead = report.fileCount >= fileCount && report.outOfRangeCount === 0;
  if (isAllRead) {
    const hasFiles = fileCount > 0;
    return { kind: "noEvents", directory: resolve(directory), hasFiles, irregular };
  }
  return { kind: "outOfRange", days: [...days].sort(), irregular };
}

async function findStoreFolders(
  fs: FileSystem,
  directory: string,
  names: readonly string[],
): Promise<readonly string[]> {
  const folders: string[] = [];
  for (const name of names.slice(0, MAX_SEARCHED)) {
    if (folders.length === MAX_HINTS) break;
    // Fails for anything but a folder.
    const below = await fs.readdir(join(directory, name)).catch(() => []);
    if (below.some((file) => parseFileName(file) !== undefined)) folders.push(name);
  }
  return folders;
}

async function contentOf(fs: FileSystem, path: string): Promise<ForeignContent | undefined> {
  try {
    const handle = await openRegularFile(fs, path);
    try {
      return recognize(await readBytes(handle, 0, EXCERPT_BYTES));
    } finally {
      await closeQuietly(handle);
    }
  } catch {
    return undefined;
  }
}

const CR = 0x0d;
const LF = 0x0a;

function recognize(bytes: Buffer): ForeignContent | undefined {
  const start = bytes.toString("hex", 0, 2);
  if (start === "1f8b") return "gzip";
  if (start === "fffe" || start === "feff" || hasAlternatingZeros(bytes)) return "utf16";
  return bytes.includes(CR) && !bytes.includes(LF) ? "crLines" : undefined;
}

/** UTF-16 without a byte order mark: text of mostly ASCII has a zero in every other byte. */
function hasAlternatingZeros(bytes: Buffer): boolean {
  const zeroCounts: [number, number] = [0, 0];
  bytes.forEach((byte, index) => {
    if (byte === 0) zeroCounts[index % 2 === 0 ? 0 : 1]++;
  });
  const [fewer, more] = zeroCounts.sort((left, right) => left - right);
  return more * 4 > bytes.length && fewer * 20 < more;
}
