import type { InstantRange } from "../../shared/days.ts";
import type { ExportFormatId } from "../../shared/formats.ts";
import { readEvents } from "../store/reading/eventStream.ts";
import { toError, type FileSystem } from "../platform/fileSystem.ts";
import { ERROR_REASONS, RecordableError, type ErrorReason } from "../recording/recordableError.ts";
import { ReadReport } from "../store/reading/readReport.ts";
import { readFileListing, type FileListing } from "../store/storeFiles.ts";
import { abortable } from "../platform/abortable.ts";
import type { ByteSink } from "../platform/byteSink.ts";
import { DOCUMENT_KINDS } from "./documentWriter.ts";
import { isInput } from "./inputTarget.ts";
import { OutputBuffer } from "./outputBuffer.ts";

/** The target of an export. Opened only once there is something to write. */
export interface ExportTarget {
  /** Shown in messages. */
  readonly name: string;
  /** Set for a file on this machine, which must not be an input. */
  readonly path?: string;
  /** Whether a failed export leaves the target unchanged, rather than with a part of the document. */
  readonly isAtomic: boolean;
  begin(): Promise<ExportDestination>;
}

export interface ExportDestination extends ByteSink {
  /** Moves the document to its target. May throw the signal's reason once it is aborted. */
  commit(signal?: AbortSignal): Promise<void>;
  discard(): Promise<void>;
}

export interface ExportJob {
  readonly fs: FileSystem;
  readonly directory: string;
  readonly range: InstantRange;
  readonly format: ExportFormatId;
  readonly target: ExportTarget;
  /** Whether to write a document without events, too; by default, nothing is written then. */
  readonly writesEmpty?: boolean;
  readonly signal?: AbortSignal;
  /** Called after each batch with the bytes read so far and in total. */
  readonly onProgress?: (readBytes: number, totalBytes: number) => void;
}

/** The result of an export. If there were no events, nothing was written by default. */
export interface ExportSummary {
  readonly eventCount: number;
  /** Size of the written document. */
  readonly byteCount: number;
  /** What was read and skipped, and which files were unreadable. */
  readonly report: ReadReport;
}

type ExportErrorReason = Extract<
  ErrorReason,
  "documentUnwritable" | "folderUnreadable" | "targetIsInput"
>;

/** A failed export. The message and the cause are for the log; `describeFailure` is for the user. */
export class ExportError extends RecordableError {
  override readonly name = "ExportError";
  override readonly reason: ExportErrorReason;
  /** The folder or document that failed. */
  readonly place: string;
  /** Whether a part of the document may have been written. */
  readonly mayBeIncomplete: boolean;

  constructor(
    reason: ExportErrorReason,
    place: string,
    { mayBeIncomplete = false, ...options }: ExportErrorOptions = {},
  ) {
    const causes = options.cause === undefined ? [] : [toError(options.cause).message];
    super(reason, [ERROR_REASONS[reason], place, ...causes].join(": "), options);
    this.reason = reason;
    this.place = place;
    this.mayBeIncomplete = mayBeIncomplete;
  }
}

interface ExportErrorOptions extends ErrorOptions {
  readonly mayBeIncomplete?: boolean;
}

/**
 * Exports the events of the range as one document. On failure, an atomic target is unchanged; any
 * other, such as a pipe, may have received a part of the document. Throws the signal's reason soon
 * after it is aborted, even if the disk hangs, and an `ExportError` if reading or writing fails.
 */
export async function runExport(job: ExportJob): Promise<ExportSummary> {
  const { name, path } = job.target;
  if (path !== undefined && (await abortable(isInput(job.fs, job.directory, path), job.signal))) {
    throw new ExportError("targetIsInput", name);
  }
  const report = new ReadReport();
  const files = await listFiles(job, report);
  const totalBytes = files.byteCount;
  const kind = DOCUMENT_KINDS[job.format];
  const batches = readEvents(job.fs, files, {
    range: job.range,
    order: kind.order,
    report,
    ...(job.signal !== undefined && { signal: job.signal }),
  });
  let destination: ExportDestination | undefined;
  const openDocument = async () => {
    destination = await beginDestination(job.target, job.signal);
    const output = new OutputBuffer(destination);
    return { destination, output, writer: kind.createWriter(output) };
  };
  try {
    let document: Awaited<ReturnType<typeof openDocument>> | undefined;
    let eventCount = 0;
    for (;;) {
      const next = await abortable(batches.next(), job.signal);
      if (next.done === true) break;
      const events = next.value;
      job.onProgress?.(report.byteCount, totalBytes);
      job.signal?.throwIfAborted();
      if (events.length === 0) continue;
      document ??= await openDocument();
      document.writer.append(events);
      eventCount += events.length;
      await abortable(document.output.drain(), job.signal);
    }
    if (job.writesEmpty === true) document ??= await openDocument();
    if (document === undefined) return { eventCount: 0, byteCount: 0, report };
    document.writer.end();
    await abortable(document.output.finish(), job.signal);
    await document.destination.commit(job.signal);
    return { eventCount, byteCount: document.output.totalBytes, report };
  } catch (error) {
    const cleanup = [batches.return(undefined), destination?.discard() ?? Promise.resolve()];
    await settle(Promise.allSettled(cleanup), job.signal);
    job.signal?.throwIfAborted();
    if (error instanceof ExportError) throw error;
    throw new ExportError("documentUnwritable", job.target.name, {
      cause: error,
      mayBeIncomplete: !job.target.isAtomic,
    });
  }
}

/** How long a canceled export waits for cleanup, which a hanging disk may delay further. */
const CANCEL_WAIT_MS = 50;

/** Waits for work that never rejects, but only briefly once the signal is aborted. */
async function settle(work: Promise<unknown>, signal: AbortSignal | undefined): Promise<void> {
  try {
    await abortable(work, signal);
  } catch {
    await abortable(work, AbortSignal.timeout(CANCEL_WAIT_MS)).catch(() => undefined);
  }
}

async function listFiles(job: ExportJob, report: ReadReport): Promise<FileListing> {
  try {
    const listing = readFileListing(job.fs, job.directory, job.range, ({ name }, { message }) => {
      report.unreadFiles.push({ fileName: name, reason: message });
    });
    return await abortable(listing, job.signal);
  } catch (error) {
    if (job.signal?.aborted === true) throw error;
    throw new ExportError("folderUnreadable", job.directory, { cause: error });
  }
}

async function beginDestination(
  target: ExportTarget,
  signal: AbortSignal | undefined,
): Promise<ExportDestination> {
  const beginning = target.begin();
  try {
    return await abortable(beginning, signal);
  } catch (error) {
    // The target may still be opened after a cancel, and must not leave anything behind.
    const discarded = beginning.then(
      (destination) => destination.discard(),
      () => undefined,
    );
    await settle(Promise.allSettled([discarded]), signal);
    throw new ExportError("documentUnwritable", target.name, { cause: error });
  }
}
