import type { InstantRange } from "../../shared/days.ts";
import type { ExportFormatId } from "../../shared/formats.ts";
import { readEvents } from "../store/reading/eventStream.ts";
import { errorCode, toError, type FileSystem } from "../platform/fileSystem.ts";
import { ReadReport } from "../store/reading/readReport.ts";
import { listStoreFiles, type StoreFile } from "../store/storeFiles.ts";
import { abortable } from "../platform/abortable.ts";
import type { ByteSink } from "../platform/byteSink.ts";
import { DOCUMENT_KINDS } from "./documentWriter.ts";
import { OutputBuffer } from "./outputBuffer.ts";

/** Where an export goes: begun at the first event, so that without events nothing is touched. */
export interface ExportTarget {
  /** For messages. */
  readonly name: string;
  begin(): Promise<ExportDestination>;
}

export interface ExportDestination extends ByteSink {
  /** Puts the document in its place. May throw the signal's reason once it is aborted. */
  commit(signal?: AbortSignal): Promise<void>;
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

const FAILURES = {
  /** The folder with the telemetry files, and what may be recorded of it: no name of a folder. */
  folderUnreadable: "The telemetry folder could not be read",
  /** The document, which is as it was. */
  documentUnwritable: "The document could not be written",
} as const;

/** An export that failed, in an English sentence; the cause is for the log. */
export class ExportError extends Error {
  override readonly name = "ExportError";
  readonly failure: keyof typeof FAILURES;
  /** The folder or the document that it concerns. */
  readonly place: string;
  /** What may be recorded of it: the message names a file of the user's. */
  readonly recordedMessage: string;
  /** Of the system error behind it, such as "ENOSPC". */
  readonly code: string | undefined;

  constructor(failure: keyof typeof FAILURES, place: string, cause: unknown) {
    const reason = toError(cause).message;
    const message =
      failure === "folderUnreadable"
        ? `Could not read the telemetry folder ${place}: ${reason}`
        : `Could not export to ${place}. No existing file was changed. ${reason}`;
    super(message, { cause });
    this.failure = failure;
    this.place = place;
    this.recordedMessage = FAILURES[failure];
    this.code = errorCode(cause);
  }
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
      job.signal?.throwIfAborted();
      if (events.length === 0) continue;
      if (document === undefined) {
        destination = await beginAt(job.target, job.signal);
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
    await destination.commit(job.signal);
    return { eventCount, byteCount: document.output.totalBytes, report };
  } catch (error) {
    const cleaning = [batches.return(undefined), destination?.discard() ?? Promise.resolve()];
    await settle(Promise.allSettled(cleaning), job.signal);
    job.signal?.throwIfAborted();
    if (error instanceof ExportError) throw error;
    throw new ExportError("documentUnwritable", job.target.name, error);
  }
}

/** A cancel waits so long for files to be closed and removed; on a disk that hangs, they end later. */
const CANCEL_WAIT_MS = 50;

/** Waits for work that never fails, but only for a moment once the signal is aborted. */
async function settle(work: Promise<unknown>, signal: AbortSignal | undefined): Promise<void> {
  try {
    await abortable(work, signal);
  } catch {
    await abortable(work, AbortSignal.timeout(CANCEL_WAIT_MS)).catch(() => undefined);
  }
}

async function listFiles(job: ExportJob): Promise<readonly StoreFile[]> {
  try {
    return await abortable(listStoreFiles(job.fs, job.directory, job.range), job.signal);
  } catch (error) {
    if (job.signal?.aborted === true) throw error;
    throw new ExportError("folderUnreadable", job.directory, error);
  }
}

async function beginAt(
  target: ExportTarget,
  signal: AbortSignal | undefined,
): Promise<ExportDestination> {
  const beginning = target.begin();
  try {
    return await abortable(beginning, signal);
  } catch (error) {
    // After a cancel it may still begin, and must not leave anything then.
    const discarded = beginning.then(
      (destination) => destination.discard(),
      () => undefined,
    );
    await settle(Promise.allSettled([discarded]), signal);
    throw new ExportError("documentUnwritable", target.name, error);
  }
}
