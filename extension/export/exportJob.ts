import type { InstantRange } from "../../shared/days.ts";
import type { ExportFormatId } from "../../shared/formats.ts";
import { readEvents } from "../store/eventStream.ts";
import { toError, type FileSystem } from "../store/fileSystem.ts";
import { ReadReport } from "../store/readReport.ts";
import { listStoreFiles, type StoreFile } from "../store/storeFiles.ts";
import { abortable } from "./abortable.ts";
import { DOCUMENT_KINDS } from "./documentWriter.ts";
import { OutputBuffer, type ByteSink } from "./outputBuffer.ts";

/** Where an export goes: begun at the first event, so that without events nothing is touched. */
export interface ExportTarget {
  /** For messages. */
  readonly name: string;
  begin(): Promise<ExportDestination>;
}

export interface ExportDestination extends ByteSink {
  commit(): Promise<void>;
  discard(): Promise<void>;
}

export interface ExportJob {
  readonly fs: FileSystem;
  readonly directory: string;
  readonly range: InstantRange;
  readonly format: ExportFormatId;
  readonly target: ExportTarget;
  readonly signal?: AbortSignal;
  /** Bytes read so far and in all; called after each batch. */
  readonly onProgress?: (readBytes: number, totalBytes: number) => void;
}

/** How an export went. Without events nothing was written. */
export interface ExportSummary {
  readonly eventCount: number;
  /** Bytes of the written document. */
  readonly byteCount: number;
  /** What was read, skipped and not readable. */
  readonly report: ReadReport;
}

/** An export that failed, in a sentence for the user; the cause is for the log. */
export class ExportError extends Error {
  override readonly name = "ExportError";
}

/**
 * Exports the events of the range as one document. Either the whole document is at the target at
 * the end, or the target is as it was. Throws the signal's reason soon after it is aborted, even
 * while the disk hangs, and an `ExportError` where reading or writing fails.
 */
export async function runExport(job: ExportJob): Promise<ExportSummary> {
  const files = await listFiles(job);
  const report = new ReadReport();
  const totalBytes = files.reduce((sum, file) => sum + file.byteCount, 0);
  const kind = DOCUMENT_KINDS[job.format];
  const batches = readEvents(job.fs, files, {
    range: job.range,
    order: kind.order,
    report,
    ...(job.signal !== undefined && { signal: job.signal }),
  });
  let destination: ExportDestination | undefined;
  try {
    let document: { output: OutputBuffer; writer: ReturnType<typeof kind.begin> } | undefined;
    let eventCount = 0;
    for (;;) {
      const next = await abortable(batches.next(), job.signal);
      if (next.done === true) break;
      const events = next.value;
      job.onProgress?.(report.byteCount, totalBytes);
      if (events.length === 0) continue;
      if (document === undefined) {
        destination = await beginAt(job.target);
        const output = new OutputBuffer(destination);
        document = { output, writer: kind.begin(output) };
      }
      document.writer.append(events);
      eventCount += events.length;
      await abortable(document.output.drain(), job.signal);
    }
    if (document === undefined || destination === undefined) {
      return { eventCount: 0, byteCount: 0, report };
    }
    document.writer.end();
    await abortable(document.output.finish(), job.signal);
    await destination.commit();
    return { eventCount, byteCount: document.output.totalBytes, report };
  } catch (error) {
    // Ends the reading and closes its files; a read that hangs is not waited for.
    const ended = batches.return(undefined).catch(() => undefined);
    if (job.signal?.aborted !== true) await ended;
    await destination?.discard().catch(() => undefined);
    if (job.signal?.aborted === true || error instanceof ExportError) throw error;
    throw writeError(job.target, error);
  }
}

async function listFiles(job: ExportJob): Promise<readonly StoreFile[]> {
  try {
    return await abortable(listStoreFiles(job.fs, job.directory, job.range), job.signal);
  } catch (error) {
    if (job.signal?.aborted === true) throw error;
    throw new ExportError(
      `The telemetry folder ${job.directory} could not be read: ${toError(error).message}`,
      { cause: error },
    );
  }
}

async function beginAt(target: ExportTarget): Promise<ExportDestination> {
  try {
    return await target.begin();
  } catch (error) {
    throw writeError(target, error);
  }
}

function writeError(target: ExportTarget, error: unknown): ExportError {
  return new ExportError(
    `The export to ${target.name} failed and left what was there untouched: ` +
      toError(error).message,
    { cause: error },
  );
}
