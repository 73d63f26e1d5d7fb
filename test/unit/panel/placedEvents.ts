import { parseFileName } from "../../../extension/store/fileName.ts";
import type { FileLocation, LocatedEvent } from "../../../extension/store/lineLocation.ts";
import type { EventRow } from "../../../shared/event.ts";
import { makeEvent } from "../../support/events.ts";

const NAME = parseFileName("telemetry-2026-06-28-4f0c9e21.jsonl");
if (NAME === undefined) throw new Error("It is not the name of a telemetry file.");

/** A location in a telemetry file. */
export const PLACE: FileLocation = {
  file: { ...NAME, path: `/store/${NAME.name}`, byteCount: 1_000, modifiedMs: 0 },
  offset: 100,
  byteCount: 50,
};

/** An event at PLACE. `changes` replace fields of its row, even with invalid values. */
export function placed(changes: Partial<Record<keyof EventRow, unknown>>): LocatedEvent {
  const row = { ...makeEvent(), ...changes } as EventRow;
  return { ...PLACE, row, timeMs: Date.parse(row.timestamp) };
}
