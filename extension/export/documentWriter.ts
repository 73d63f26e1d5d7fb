import type { ExportFormatId } from "../../shared/formats.ts";
import { LogsDocument } from "../otlp/logsDocument.ts";
import type { ReadEventsOptions } from "../store/reading/eventStream.ts";
import type { StoredEvent } from "../store/reading/eventReader.ts";
import { JsonArrayWriter } from "./jsonArrayWriter.ts";
import type { OutputBuffer } from "./outputBuffer.ts";

/** Writes one document of events; begun by its constructor. */
export interface DocumentWriter {
  append(events: readonly StoredEvent[]): void;
  /** Completes the document, which is then valid by itself, also without any event. */
  end(): void;
}

interface DocumentKind {
  /** The order in which the writer wants the events of a day. */
  readonly order: ReadEventsOptions["order"];
  readonly begin: (output: OutputBuffer) => DocumentWriter;
}

/** How each format is written. */
export const DOCUMENT_KINDS: Readonly<Record<ExportFormatId, DocumentKind>> = {
  json: { order: "time", begin: (output) => new JsonArrayWriter(output) },
  otlp: {
    // Merged by time, sessions would alternate, and each turn repeats the whole resource.
    order: "session",
    begin: (output) =>
      new LogsDocument((text) => {
        output.appendText(text);
      }),
  },
};
