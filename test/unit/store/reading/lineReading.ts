import { open, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { BufferPool } from "../../../../extension/store/reading/bufferPool.ts";
import {
  LineReader,
  type LineReaderOptions,
} from "../../../../extension/store/reading/lineReader.ts";
import { makeScratchFolder } from "../../../support/scratchFolder.ts";

/** What a LineReader made of a file. */
export interface ReadLines {
  readonly texts: readonly string[];
  /** The same lines, from their bytes, which must be UTF-8. */
  readonly textsOfBytes: readonly string[];
  readonly numbers: readonly number[];
  /** The same lines, read from where the reader says they are in the file. */
  readonly textsInFile: readonly string[];
  readonly tooLong: readonly number[];
  readonly readBytes: number;
}

const UTF8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

type Options = Partial<
  Pick<LineReaderOptions, "bufferBytes" | "endBytes" | "from" | "readsAhead">
> & {
  /** Called after each load, while the reader holds its buffers. */
  readonly onLoaded?: () => void;
};

/** Writes a file and gives what reads it with different options. */
export async function lineFile(
  content: string | Uint8Array,
): Promise<(options?: Options) => Promise<ReadLines>> {
  const path = join(await makeScratchFolder(), "lines");
  await writeFile(path, content);
  const byteCount = Buffer.from(content).length;
  return (options = {}) => readLines(path, { endBytes: byteCount, ...options });
}

async function readLines(
  path: string,
  {
    bufferBytes = 262_144,
    readsAhead = true,
    onLoaded = () => undefined,
    ...options
  }: Options & { readonly endBytes: number },
): Promise<ReadLines> {
  const result = {
    texts: [] as string[],
    textsOfBytes: [] as string[],
    numbers: [] as number[],
    textsInFile: [] as string[],
    tooLong: [] as number[],
  };
  const reader = new LineReader({
    ...options,
    bufferBytes,
    readsAhead,
    pool: new BufferPool(4_000_000),
    onTooLong: (lineNumber) => result.tooLong.push(lineNumber),
  });
  let readBytes = 0;
  const content = await readFile(path);
  const handle = await open(path);
  try {
    for (;;) {
      const loaded = await reader.load(handle);
      if (loaded === undefined) return { ...result, readBytes };
      readBytes += loaded;
      onLoaded();
      for (let line = reader.next(); line !== undefined; line = reader.next()) {
        result.texts.push(line.text);
        result.textsOfBytes.push(UTF8.decode(line.bytes.subarray(line.start, line.end)));
        result.numbers.push(line.number);
        result.textsInFile.push(
          content.toString("utf8", line.offset, line.offset + line.byteCount),
        );
      }
    }
  } finally {
    await reader.close();
    await handle.close();
  }
}
