import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { CORPUS, corpusFolder, readCorpus, type CorpusEvent } from "../../support/corpus.ts";
import { comparable, expectedLogRecord } from "../../support/expectedLogRecord.ts";
import { exportToFile, readJsonFile, readOtlpFile } from "../../support/exportStore.ts";
import { makeScratchFolder } from "../../support/scratchFolder.ts";

/** Days follow each other; inside a day the sessions are merged, each in its own order. */
function inOrderOfTime(events: readonly CorpusEvent[]): readonly CorpusEvent[] {
  const dayOf = ({ fileName }: CorpusEvent) =>
    fileName.slice("telemetry-".length, -".jsonl".length).slice(0, 10);
  const keyOf = (event: CorpusEvent) => `${dayOf(event)} ${String(event.line["timestamp"])}`;
  return events
    .map((event, index) => ({ event, index, key: keyOf(event) }))
    .sort((left, right) => left.key.localeCompare(right.key, "en") || left.index - right.index)
    .map(({ event }) => event);
}

describe.each(CORPUS)("the real files of $name", ({ name, eventCount, fileCount }) => {
  it(`become a JSON array of ${eventCount} events, each as it was written`, async () => {
    const path = join(await makeScratchFolder(), "out.json");
    const summary = await exportToFile("json", corpusFolder(name), path);
    expect(summary).toMatchObject({
      eventCount,
      report: { fileCount, skippedLineCount: 0, unreadFiles: [] },
    });
    const exported = await readJsonFile(path);
    expect(exported).toHaveLength(eventCount);
    expect(exported).toEqual(
      inOrderOfTime(readCorpus(name)).map(({ line, schemaVersion, context }) => ({
        ...line,
        schema_version: schemaVersion,
        context,
      })),
    );
  });

  it(`become ${eventCount} log records, each with all that its event says`, async () => {
    const path = join(await makeScratchFolder(), "out.json");
    const summary = await exportToFile("otlp", corpusFolder(name), path);
    expect(summary).toMatchObject({
      eventCount,
      report: { fileCount, skippedLineCount: 0, unreadFiles: [] },
    });
    const records = await readOtlpFile(path);
    expect(records).toHaveLength(eventCount);
    expect(records.map(comparable)).toEqual(readCorpus(name).map(expectedLogRecord));
  });

  it("lose no event and double none", async () => {
    const scratch = await makeScratchFolder();
    await exportToFile("json", corpusFolder(name), join(scratch, "out.json"));
    await exportToFile("otlp", corpusFolder(name), join(scratch, "out.otlp.json"));
    const idOf = (event: CorpusEvent) =>
      `${event.context["session_id"] as string} ${event.line["event_id"] as string}`;
    const expected = readCorpus(name).map(idOf).sort();
    const json = await readJsonFile(join(scratch, "out.json"));
    const ids = json.map((event) => {
      const context = event["context"] as Record<string, unknown>;
      return `${context["session_id"] as string} ${event["event_id"] as string}`;
    });
    expect(ids.sort()).toEqual(expected);
    const otlp = await readOtlpFile(join(scratch, "out.otlp.json"));
    const uids = otlp.map(({ attributes }) =>
      ["session.id", "log.record.uid"].map((key) => attributes.get(key)?.stringValue).join(" "),
    );
    expect(uids.sort()).toEqual(expected);
    expect(new Set(uids).size).toBe(eventCount);
  });
});
