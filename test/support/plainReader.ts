import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** An event as a test reads it, with what its file's header says. */
export interface PlainEvent {
  readonly fileName: string;
  readonly event: Readonly<Record<string, unknown>>;
  readonly context: unknown;
}

/**
 * All events of a folder of well-formed telemetry files, read in the plainest way there is, so
 * that what the product reads can be held against it. In the order of file names and lines.
 */
export function readPlainly(directory: string): readonly PlainEvent[] {
  const events: PlainEvent[] = [];
  for (const fileName of readdirSync(directory).sort()) {
    let context: unknown;
    for (const line of readFileSync(join(directory, fileName), "utf8").split("\n")) {
      if (line === "") continue;
      const value = JSON.parse(line) as Record<string, unknown>;
      if (value["kind"] === "header") context = value["context"];
      else events.push({ fileName, event: value, context });
    }
  }
  return events;
}
