import type { EventSource, StoredEvent } from "../store/reading/eventReader.ts";
import type { OutputBuffer } from "./outputBuffer.ts";
import { wellFormedJson } from "./wellFormedJson.ts";

const COMMA = 0x2c;
const LF = 0x0a;

/** Prefixes of a surrogate's escape sequence. */
const SURROGATE_ESCAPE_PREFIXES = ["\\ud", "\\uD"];

/**
 * Writes a JSON array with one event per line: the event's fields exactly as in its file, followed
 * by the header's `schema_version` and `context` if the event does not have its own. Lone
 * surrogates, which strict readers reject, become U+FFFD.
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
    const mark = this.#output.mark();
    for (const { row, bytes, start, end, source } of events) {
      if (!this.#isEmpty) this.#output.appendByte(COMMA);
      this.#isEmpty = false;
      this.#output.appendByte(LF);
      this.#output.appendBytes(bytes, start, end - 1);
      if (row.context === undefined && row.schema_version === undefined) {
        this.#output.appendBytes(this.#fullSuffix(source));
      } else {
        const needsVersion = row.schema_version === undefined;
        const needsContext = row.context === undefined;
        this.#output.appendText(eventSuffix(source, needsVersion, needsContext));
      }
    }
    // Searching the whole batch costs next to nothing, unlike searching each event.
    for (const prefix of SURROGATE_ESCAPE_PREFIXES) {
      this.#output.rewriteSince(mark, prefix, wellFormedJson);
    }
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
    (needsContext ? `,"context":${JSON.stringify(source.context)}` : "") +
    "}"
  );
}
