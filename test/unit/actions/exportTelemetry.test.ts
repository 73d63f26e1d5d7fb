import { promises as fs } from "node:fs";
import { describe, expect, it } from "vitest";
import {
  exportTelemetry,
  type ExportTelemetryOptions,
} from "../../../extension/actions/exportTelemetry.ts";
import type { FlushOutcome } from "../../../extension/recording/sink.ts";
import { CollectingLog } from "../../support/collectingLog.ts";
import { CollectingSink } from "../../support/collectingSink.ts";
import { GatedDisk } from "../../support/gatedDisk.ts";
import { makeEvents } from "../../support/events.ts";
import { english } from "../../../extension/platform/english.ts";
import { makeStoreFolder } from "../../support/storeFolder.ts";
import { createExtensionRecorder } from "../../support/extensionRecorder.ts";

async function makeExport(
  changes: Partial<ExportTelemetryOptions> = {},
  sink = new CollectingSink(),
) {
  const written: string[] = [];
  const destination = {
    write: (bytes: Buffer) => {
      written.push(bytes.toString());
      return Promise.resolve();
    },
    commit: () => Promise.resolve(),
    discard: () => {
      written.length = 0;
      return Promise.resolve();
    },
  };
  const directory = await makeStoreFolder({
    "telemetry-2026-06-28-4f0c9e21.jsonl": makeEvents(3),
  });
  const job: ExportTelemetryOptions = {
    recorder: createExtensionRecorder(sink).recorder,
    fs,
    directory,
    isOwnFolder: true,
    range: { kind: "allTime" },
    nowMs: () => Date.parse("2026-06-28T12:00:00.000Z"),
    format: "json",
    document: {
      target: { name: "memory", isAtomic: false, begin: () => Promise.resolve(destination) },
      savedAs: "export.json",
    },
    l10n: english,
    log: new CollectingLog(),
    surface: "panel",
    signal: new AbortController().signal,
    onProgress: () => undefined,
    ...changes,
  };
  return { job, sink, written };
}

describe("an export that is recorded", () => {
  it("has its parts below it and its counts, format, kind of range and surface", async () => {
    const { job, sink, written } = await makeExport();
    const verdict = await exportTelemetry(job);
    const event = sink.single("export");
    expect(event.properties).toEqual({
      format: "json",
      range: "allTime",
      surface: "panel",
      result: "success",
    });
    expect(event.measurements).toMatchObject({
      events: 3,
      files: 1,
      skipped_lines: 0,
      bytes: Buffer.byteLength(written.join("")),
    });
    expect(verdict.isEmpty).toBe(false);
    expect(verdict.message).toMatch(/^Exported 3 events from 1 file to export\.json/);
    for (const name of ["export.flush", "export.write"]) {
      expect(sink.single(name).parent_event_id).toBe(event.event_id);
    }
  });

  it("writes what is buffered first, and asks what now is after that", async () => {
    const order: string[] = [];
    class NotingSink extends CollectingSink {
      override flush(): Promise<FlushOutcome> {
        order.push("flush");
        return super.flush();
      }
    }
    const nowMs = () => {
      order.push("now");
      return 0;
    };
    const { job } = await makeExport({ nowMs }, new NotingSink());
    await exportTelemetry(job);
    expect(order).toEqual(["flush", "now"]);
  });

  it("names the flushes that failed, since their events are missing", async () => {
    const sink = new CollectingSink();
    const failed = {
      sink: "local",
      ok: false,
      pendingEvents: 7,
      error: new Error("full"),
    } as const;
    sink.outcome = failed;
    const log = new CollectingLog();
    const { job } = await makeExport({ log }, sink);
    const { message, hasProblems } = await exportTelemetry(job);
    expect(message).toContain("not on disk yet: 7 events");
    expect(hasProblems).toBe(true);
    expect(log.lines.join("\n")).toContain("Could not flush all events before the export: full");
  });

  it("is recorded as aborted where it is cancelled before or while it flushes", async () => {
    class HangingSink extends CollectingSink {
      override flush(): Promise<FlushOutcome> {
        return new Promise(() => undefined);
      }
    }
    for (const isBefore of [true, false]) {
      const abort = new AbortController();
      if (isBefore) abort.abort();
      const { job, sink, written } = await makeExport({ signal: abort.signal }, new HangingSink());
      const result = exportTelemetry(job);
      abort.abort();
      await expect(result).rejects.toMatchObject({ name: "AbortError" });
      expect(sink.single("export").properties["result"]).toBe("aborted");
      expect(written).toEqual([]);
    }
  });

  it("is recorded as aborted where it is cancelled while it looks for the events", async () => {
    const abort = new AbortController();
    const disk = new GatedDisk();
    let listingCount = 0;
    // The first listing is that of the export itself.
    const hanging = disk.hold(({ name }) => name === "readdir" && ++listingCount === 2);
    const { job, sink } = await makeExport({
      fs: disk.fs,
      range: { kind: "last24Hours" },
      nowMs: () => 0,
      signal: abort.signal,
    });
    const result = exportTelemetry(job);
    result.catch(() => undefined);
    await hanging;
    abort.abort();
    await expect(result).rejects.toMatchObject({ name: "AbortError" });
    expect(sink.single("export").properties["result"]).toBe("aborted");
    await disk.open();
  });

  it("is recorded as an error, without the name of any file, where it fails", async () => {
    const begin = () => Promise.reject(new Error("ENOSPC: /home/me/export.json"));
    const { job, sink } = await makeExport({
      document: {
        target: { name: "/home/me/export.json", isAtomic: true, begin },
        savedAs: "export.json",
      },
    });
    await expect(exportTelemetry(job)).rejects.toMatchObject({ reason: "documentUnwritable" });
    expect(sink.single("export").properties["result"]).toBe("error");
    expect(JSON.stringify(sink.events)).not.toContain("/home/me");
  });
});

describe("an export of another folder", () => {
  it("neither flushes nor waits for the recorder, whose events are not missing from it", async () => {
    class StuckSink extends CollectingSink {
      override flush(): Promise<FlushOutcome> {
        return new Promise(() => undefined);
      }
    }
    const { job, written } = await makeExport({ isOwnFolder: false }, new StuckSink());
    const verdict = await exportTelemetry(job);
    expect(verdict.hasProblems).toBe(false);
    expect(JSON.parse(written.join(""))).toHaveLength(3);
  });
});
