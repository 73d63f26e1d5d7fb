import { join } from "node:path";
import { format, resolveConfig } from "prettier";
import { EVENTS } from "../extension/recording/eventCatalog.ts";
import { renderEventDocs } from "./eventDocs.ts";
import { renderTelemetryJson } from "./telemetryJson.ts";

const ROOT = join(import.meta.dirname, "..");

/** A committed file that `npm run docs` generates. */
export interface GeneratedFile {
  /** Relative to the repository root. */
  readonly name: string;
  readonly path: string;
  readonly text: string;
}

/** The files generated from the event catalog, formatted by Prettier. */
export async function generatedDocs(): Promise<readonly GeneratedFile[]> {
  return Promise.all([
    generated("docs/events.md", renderEventDocs(EVENTS)),
    generated("telemetry.json", renderTelemetryJson(EVENTS)),
  ]);
}

async function generated(name: string, raw: string): Promise<GeneratedFile> {
  const path = join(ROOT, name);
  const config = await resolveConfig(path);
  return { name, path, text: await format(raw, { ...config, filepath: path }) };
}
