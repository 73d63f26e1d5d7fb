import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** An event with the context of its file header. */
export interface PlainEvent {
  readonly fileName: string;
  readonly event: Readonly<Record<string, unknown>>;
  readonly context: unknown;
}

/**
 * All events of a folder of valid telemetry files, in the order of file names and lines. Reads them
 * in the simplest way, as a reference for the product.
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
