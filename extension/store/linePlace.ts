import type { EventRow } from "../../shared/event.ts";
import type { StoreFile } from "./storeFiles.ts";

/** Where a line stands: its first byte in the file, and its bytes without the LF. */
export interface LineSpan {
  readonly lineOffset: number;
  readonly lineByteCount: number;
}

export interface LinePlace extends LineSpan {
  readonly file: StoreFile;
}

/** An event and where its line stands; holds no buffer, so that it can be kept. */
export interface PlacedEvent extends LinePlace {
  readonly row: EventRow;
  readonly timeMs: number;
}
