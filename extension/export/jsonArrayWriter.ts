import type { EventSource, StoredEvent } from "../store/reading/eventReader.ts";
import { compactLength } from "./compactLength.ts";
import { isIJson, rewriteAsIJson, toIJson } from "./iJson.ts";
import type { OutputBuffer } from "./outputBuffer.ts";

const COMMA = 0x2c;
const LF = 0x0a;

/**
 * Writes a JSON array with one event per line: the event's fields exactly as in its file, followed
 * by the header's `schema_version` and `context` if the event does not have its own. An event that
 * strict readers could reject is rewritten, so that the document is I-JSON.
 */
export class JsonArrayWriter {
  readonly #output: OutputBuffer;
  #isEmpty = true;
  /** Cached per source, because merged sessions alternate. */
  readonly #suffixes = new WeakMap<EventSource, Buffer>();

  constructor(output: OutputBuffer) {
    this.#output = output;
    output.appendText("[");
  }

  append(events: readonly StoredEvent[]): void {
    for (const event of events) {
      const { row, source } = event;
      if (!this.#isEmpty) this.#output.appendByte(COMMA);
      this.#isEmpty = false;
      this.#output.appendByte(LF);
      this.#appendFields(event);
      if (row.context === undefined && row.schema_version === undefined) {
        this.#output.appendBytes(this.#fullSuffix(source));
      } else {
        const needsVersion = row.schema_version === undefined;
        const needsContext = row.context === undefined;
        this.#output.appendText(eventSuffix(source, needsVersion, needsContext));
      }
    }
  }

  /** Appends the event's JSON object without its closing brace. */
  #appendFields({ row, bytes, start, end }: StoredEvent): void {
    // Almost every line passes the first check, which is the only cheap one.
    if (compactLength(row) !== end - start) {
      const json = bytes.toString("utf8", start, end);
      if (!isIJson(json)) {
        this.#output.appendText(rewriteAsIJson(json).slice(0, -1));
        return;
      }
    }
    this.#output.appendBytes(bytes, start, end - 1);
  }

  #fullSuffix(source: EventSource): Buffer {
    let bytes = this.#suffixes.get(source);
    if (bytes === undefined) {
      bytes = Buffer.from(eventSuffix(source, true, true));
      this.#suffixes.set(source, bytes);
    }
    return bytes;
  }

  /** Closes the array, which is `[]` if there were no events. */
  end(): void {
    this.#output.appendText(this.#isEmpty ? "]\n" : "\n]\n");
  }
}

function eventSuffix(source: EventSource, needsVersion: boolean, needsContext: boolean): string {
  return (
    (needsVersion ? `,"schema_version":${source.schemaVersion}` : "") +
    (needsContext ? `,"context":${toIJson(source.context)}` : "") +
    "}"
  );
}
