import { basename } from "node:path";
import type { UtcDay } from "../../../shared/days.ts";
import type { EncodedLine } from "./encodedLine.ts";
import { appendAll, type AppendFailure } from "./fileEnd.ts";
import { repairAppend, type RepairedAppend } from "./partialAppend.ts";
import type { Segment } from "./segment.ts";
import { SegmentFiles, type SegmentFilesOptions } from "./segmentFiles.ts";
import { toError, type FileSystem } from "../../platform/fileSystem.ts";

/** The number of leading lines on disk; fewer than all only with an error. */
export interface AppendResult {
  readonly writtenCount: number;
  readonly error?: Error;
}

export interface SegmentWriterOptions extends SegmentFilesOptions {
  /** The header line of each file, including its LF. */
  readonly header: string;
  /** Called with the name of a file after each append that wrote lines to it. Must not throw. */
  readonly onAppended: (fileName: string) => void;
}

/** Node splits longer writes; a single write call keeps lines whole if the process dies. */
const MAX_WRITE_BYTES = 262_144;

/**
 * Appends lines to the files of one session. A line is written completely or not at all, and never
 * twice. Calls must not overlap.
 */
export class SegmentWriter {
  readonly #fs: FileSystem;
  readonly #header: string;
  readonly #onNotice: (message: string) => void;
  readonly #onAppended: (fileName: string) => void;
  readonly #files: SegmentFiles;

  constructor(options: SegmentWriterOptions) {
    this.#fs = options.fs;
    this.#header = options.header;
    this.#onNotice = options.onNotice;
    this.#onAppended = options.onAppended;
    this.#files = new SegmentFiles(options);
  }

  /** Lines of at most this size fit in one write, together with the header of a new file. */
  get maxBatchBytes(): number {
    return MAX_WRITE_BYTES - Buffer.byteLength(this.#header);
  }

  /** Every file accepts at least one line, however long. */
  setMaxFileBytes(maxFileBytes: number): void {
    this.#files.setMaxFileBytes(maxFileBytes);
  }

  /** Appends lines, all of the given day. Never rejects. */
  async append(day: UtcDay, lines: readonly EncodedLine[]): Promise<AppendResult> {
    let writtenCount = 0;
    while (writtenCount < lines.length) {
      try {
        writtenCount += await this.#appendOnce(day, lines.slice(writtenCount));
        this.#files.countSuccess(day);
      } catch (error) {
        const isGivenUp = await this.#files.countFailure(day, error);
        if (!isGivenUp) return { writtenCount, error: toError(error) };
      }
    }
    return { writtenCount };
  }

  /** Appends as many lines as fit in one write and in the file. Returns their number. */
  async #appendOnce(day: UtcDay, lines: readonly EncodedLine[]): Promise<number> {
    const open = await this.#files.open(day, lines[0]?.byteCount ?? 0);
    const { segment, handle } = open;
    const header = segment.byteCount === 0 ? this.#header : "";
    const headerBytes = Buffer.byteLength(header);
    const chosen = this.#linesThatFit(segment.byteCount, headerBytes, lines);
    const payload = Buffer.from(header + chosen.map((line) => line.text).join(""));
    let failure: AppendFailure | undefined;
    let repaired: RepairedAppend;
    try {
      failure = await appendAll(handle, payload, segment.byteCount);
      if (failure === undefined) {
        segment.byteCount += payload.length;
        this.#onAppended(basename(segment.path));
        return chosen.length;
      }
      repaired = await repairAppend(this.#fs, open, { failure, headerBytes, lines: chosen });
    } finally {
      await this.#files.close(open);
    }
    return this.#afterFailure(day, segment, failure.error, repaired);
  }

  /** The leading lines that fit in one write and in the file; at least one. */
  #linesThatFit(
    startBytes: number,
    headerBytes: number,
    lines: readonly EncodedLine[],
  ): readonly EncodedLine[] {
    const { maxFileBytes } = this.#files;
    let payloadBytes = headerBytes;
    let count = 0;
    for (const { byteCount } of lines) {
      payloadBytes += byteCount;
      const fits = payloadBytes <= MAX_WRITE_BYTES && startBytes + payloadBytes <= maxFileBytes;
      if (!fits && count > 0) break;
      count++;
    }
    return lines.slice(0, count);
  }

  /** Returns the number of lines that are complete on disk; throws the error if there are none. */
  async #afterFailure(
    day: UtcDay,
    { path, byteCount }: Segment,
    error: Error,
    { keptCount, isWhole }: RepairedAppend,
  ): Promise<number> {
    if (!isWhole) {
      const isWorthless = byteCount === 0 && keptCount === 0;
      if (isWorthless && (await this.#files.discard(day))) throw error;
      this.#files.seal(day);
      this.#onNotice(`${path} could not be truncated after a failed write; leaving it as is.`);
    }
    if (keptCount === 0) throw error;
    this.#onAppended(basename(path));
    return keptCount;
  }
}
