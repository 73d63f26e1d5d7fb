import type { EventRow } from "../../shared/event.ts";
import type { StoreFile } from "./storeFiles.ts";

/** Where a line is in its file: the offset of its first byte, and its size without the LF. */
export interface LineLocation {
  readonly offset: number;
  readonly byteCount: number;
}

export interface FileLocation extends LineLocation {
  readonly file: StoreFile;
}

/** An event and its location; refers to no read buffer, so it can be kept. */
export interface LocatedEvent extends FileLocation {
  readonly row: EventRow;
  readonly timeMs: number;
}
