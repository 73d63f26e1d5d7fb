import type { EventRow } from "../../shared/event.ts";
import type { StoreFile } from "./storeFiles.ts";

/** Where a line stands in its file: its first byte, and its bytes without the LF. */
export interface LinePlace {
  readonly offset: number;
  readonly byteCount: number;
}

export interface PlaceInFile extends LinePlace {
  readonly file: StoreFile;
}

/** An event and where its line stands; holds no buffer, so that it can be kept. */
export interface PlacedEvent extends PlaceInFile {
  readonly row: EventRow;
  readonly timeMs: number;
}
