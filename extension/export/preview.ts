import { runExport, type ExportJob } from "./exportJob.ts";

/** The beginning of a document, as an export would write it. */
export interface DocumentPreview {
  readonly text: string;
  /** Size of the document; absent if the text is only a part of it. */
  readonly byteCount?: number;
}

/**
 * Returns at most the first `maxBytes` of the document that the job would export, without splitting
 * a character. Empty if there are no events. Throws like `runExport`.
 */
export async function previewExport(
  job: Omit<ExportJob, "target" | "onProgress">,
  maxBytes: number,
): Promise<DocumentPreview> {
  const limitReached = new AbortController();
  const chunks: Buffer[] = [];
  let byteCount = 0;
  const target = {
    name: "the preview",
    isAtomic: false,
    begin: () =>
      Promise.resolve({
        write: (bytes: Buffer) => {
          // Copy: the export reuses the buffer.
          if (byteCount < maxBytes) chunks.push(Buffer.from(bytes));
          byteCount += bytes.length;
          if (byteCount > maxBytes) limitReached.abort();
          return Promise.resolve();
        },
        commit: () => Promise.resolve(),
        discard: () => Promise.resolve(),
      }),
  };
  const signal = AbortSignal.any([limitReached.signal, ...(job.signal ? [job.signal] : [])]);
  try {
    await runExport({ ...job, target, signal });
  } catch (error) {
    if (!limitReached.signal.aborted) throw error;
  }
  job.signal?.throwIfAborted();
  const bytes = Buffer.concat(chunks).subarray(0, maxBytes);
  // Streaming omits an incomplete character at the end instead of replacing it.
  const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes, { stream: true });
  return byteCount > maxBytes ? { text } : { text, byteCount };
}
