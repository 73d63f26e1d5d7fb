import { runExport, type ExportJob } from "./exportJob.ts";

/** The beginning of a document, as an export would write it. */
export interface DocumentBeginning {
  readonly text: string;
  /** Size of the document; absent where the text is not all of it. */
  readonly byteCount?: number;
}

/**
 * The first bytes of what an export of the job would write, at most `maxBytes` of them, ended
 * before a character that would be cut. Empty where there are no events. Throws as `runExport`.
 */
export async function previewExport(
  job: Omit<ExportJob, "target" | "onProgress">,
  maxBytes: number,
): Promise<DocumentBeginning> {
  const enough = new AbortController();
  const chunks: Buffer[] = [];
  let byteCount = 0;
  const target = {
    name: "the preview",
    begin: () =>
      Promise.resolve({
        write: (bytes: Buffer) => {
          // The export fills the buffer anew.
          if (byteCount < maxBytes) chunks.push(Buffer.from(bytes));
          byteCount += bytes.length;
          if (byteCount > maxBytes) enough.abort();
          return Promise.resolve();
        },
        commit: () => Promise.resolve(),
        discard: () => Promise.resolve(),
      }),
  };
  const signal = AbortSignal.any([enough.signal, ...(job.signal ? [job.signal] : [])]);
  try {
    await runExport({ ...job, target, signal });
  } catch (error) {
    if (!enough.signal.aborted) throw error;
  }
  job.signal?.throwIfAborted();
  const bytes = Buffer.concat(chunks).subarray(0, maxBytes);
  // Streaming, so that half a character at the end is left out and not replaced.
  const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes, { stream: true });
  return byteCount > maxBytes ? { text } : { text, byteCount };
}
