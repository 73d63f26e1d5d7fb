import type { UtcDay } from "../../../shared/days.ts";
import type { EncodedLine } from "./encodedLine.ts";
import { appendAll } from "./fileEnd.ts";
import { repairAppend, type PartialAppend } from "./partialAppend.ts";
import { SegmentFiles, type OpenSegment, type SegmentFilesOptions } from "./segmentFiles.ts";
import { errorCode, toError } from "../../platform/fileSystem.ts";

/** The number of leading lines on disk; fewer than all only with an error. */
export interface AppendResult {
  readonly writtenCount: number;
  readonly error?: Error;
}

export interface SegmentWriterOptions extends SegmentFilesOptions {
  /** The header line of each file, including its LF. */
  readonly header: string;
}

/** Node splits longer writes; a single write call keeps lines whole if the process dies. */
const MAX_WRITE_BYTES = 262_144;

/**
 * Appends lines to the files of one session. A line is written completely or not at all, and never
 * twice. Calls must not overlap.
 */
export class SegmentWriter {
  readonly #header: string;
  readonly #onNotice: (message: string) => void;
  readonly #files: SegmentFiles;

  constructor(options: SegmentWriterOptions) {
    this.#header = options.header;
    this.#onNotice = options.onNotice;
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
        const open = await this.#files.open(day, lines[writtenCount]?.byteCount ?? 0);
        try {
          writtenCount += await this.#appendTo(day, open, lines, writtenCount);
        } finally {
          await this.#files.close(open);
        }
      } catch (error) {
        return { writtenCount, error: toError(error) };
      }
    }
    return { writtenCount };
  }

  /** Appends as many lines as fit in one write and in the file. Returns their number. */
  async #appendTo(
    day: UtcDay,
    open: OpenSegment,
    lines: readonly EncodedLine[],
    start: number,
  ): Promise<number> {
    const { segment, handle } = open;
    const header = segment.byteCount === 0 ? this.#header : "";
    const headerBytes = Buffer.byteLength(header);
    let payloadBytes = headerBytes;
    let end = start;
    for (let line = lines[end]; line !== undefined; line = lines[end]) {
      const grown = payloadBytes + line.byteCount;
      const fits =
        grown <= MAX_WRITE_BYTES && segment.byteCount + grown <= this.#files.maxFileBytes;
      if (!fits && end > start) break;
      payloadBytes = grown;
      end++;
    }
    const chosen = lines.slice(start, end);
    const payload = Buffer.from(header + chosen.map((line) => line.text).join(""));
    const failure = await appendAll(handle, payload, segment.byteCount);
    if (failure === undefined) {
      segment.byteCount += payload.length;
      return chosen.length;
    }
    return this.#recover(day, open, { failure, headerBytes, lines: chosen });
  }

  /**
   * Repairs the file, or seals it if that fails. Returns the number of lines that are complete on
   * disk; throws the error if there are none.
   */
  async #recover(day: UtcDay, open: OpenSegment, partial: PartialAppend): Promise<number> {
    const { error } = partial.failure;
    const { keptCount, isWhole } = await repairAppend(open, partial);
    if (!isWhole) {
      this.#files.seal(day);
      this.#onNotice(
        `${open.segment.path} could not be truncated after a failed write; leaving it as is.`,
      );
    }
    if (keptCount > 0) return keptCount;
    // This file cannot grow any further, but a new one can.
    const isFull = isWhole && errorCode(error) === "EFBIG" && open.segment.byteCount > 0;
    if (!isFull) throw error;
    this.#files.seal(day);
    return 0;
  }
}
