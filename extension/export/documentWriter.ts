import type { ExportFormatId } from "../../shared/formats.ts";
import { LogsDocument } from "../otlp/logsDocument.ts";
import type { ReadEventsOptions } from "../store/reading/eventStream.ts";
import type { StoredEvent } from "../store/reading/eventReader.ts";
import { JsonArrayWriter } from "./jsonArrayWriter.ts";
import type { OutputBuffer } from "./outputBuffer.ts";

/** Writes one document of events; the constructor writes its start. */
export interface DocumentWriter {
  append(events: readonly StoredEvent[]): void;
  /** Completes the document, which is valid even without any events. */
  end(): void;
}

interface DocumentKind {
  /** The order in which the writer needs the events of a day. */
  readonly order: ReadEventsOptions["order"];
  readonly createWriter: (output: OutputBuffer) => DocumentWriter;
}

/** How each format is written. */
export const DOCUMENT_KINDS: Readonly<Record<ExportFormatId, DocumentKind>> = {
  json: { order: "time", createWriter: (output) => new JsonArrayWriter(output) },
  otlp: {
    // Merged by time, sessions would alternate, and each switch repeats the whole resource.
    order: "session",
    createWriter: (output) =>
      new LogsDocument((text) => {
        output.appendText(text);
      }),
  },
};
