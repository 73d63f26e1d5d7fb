import type { EventSource, StoredEvent } from "../store/reading/eventReader.ts";
import type { OutputBuffer } from "./outputBuffer.ts";
import { wellFormedJson } from "./wellFormedJson.ts";

const COMMA = 0x2c;
const LF = 0x0a;

/** How the escape of a surrogate begins. */
const SURROGATE_ESCAPES = ["\\ud", "\\uD"];

/**
 * Writes a JSON array with one event a line: the event's own fields as they stand in its file,
 * then `schema_version` and `context` where the file's header has them and the event has not.
 * Lone surrogates, which strict readers refuse, become U+FFFD.
 */
export class JsonArrayWriter {
  readonly #output: OutputBuffer;
  #isEmpty = true;
  /** By source, since merged sessions alternate. */
  readonly #endsOfEvents = new WeakMap<EventSource, Buffer>();

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
        this.#output.appendBytes(this.#wholeEndOfEvent(source));
      } else {
        const wantsVersion = row.schema_version === undefined;
        const wantsContext = row.context === undefined;
        this.#output.appendText(endOfEvent(source, wantsVersion, wantsContext));
      }
    }
    // A look at the whole batch costs next to nothing; one at each event would not.
    for (const start of SURROGATE_ESCAPES) {
      this.#output.rewriteSince(mark, start, wellFormedJson);
    }
  }

  #wholeEndOfEvent(source: EventSource): Buffer {
    let bytes = this.#endsOfEvents.get(source);
    if (bytes === undefined) {
      bytes = Buffer.from(endOfEvent(source, true, true));
      this.#endsOfEvents.set(source, bytes);
    }
    return bytes;
  }

  /** Ends the array: `[]` where there was no event. */
  end(): void {
    this.#output.appendText(this.#isEmpty ? "]\n" : "\n]\n");
  }
}

function endOfEvent(source: EventSource, wantsVersion: boolean, wantsContext: boolean): string {
  return (
    (wantsVersion ? `,"schema_version":${source.schemaVersion}` : "") +
    (wantsContext ? `,"context":${JSON.stringify(source.context)}` : "") +
    "}"
  );
}
