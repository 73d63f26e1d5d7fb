import { readFile } from "node:fs/promises";
import { check, resolveConfig } from "prettier";
import { describe, expect, it } from "vitest";
import { EVENTS } from "../../extension/recording/eventCatalog.ts";
import type { EventCatalog } from "../../extension/recording/eventDefinition.ts";
import { renderEventDocs } from "../../scripts/eventDocs.ts";
import { generatedDocs } from "../../scripts/generatedDocs.ts";
import { renderTelemetryJson } from "../../scripts/telemetryJson.ts";

const CATALOG: EventCatalog = {
  job: {
    description: "Work was done.",
    purpose: "PerformanceAndHealth",
    span: true,
    error: true,
    properties: {
      kind: { description: "Kind of work.", values: ["day", "night"] },
      user: { description: "Who.", classification: "EndUserPseudonymizedInformation" },
    },
    measurements: { size: { description: "Size of a|b.", unit: "By" } },
  },
  "job.mark": {
    description: "In the middle.",
    purpose: "FeatureInsight",
    properties: {},
    measurements: { level: { description: "Level." } },
  },
};

function sectionOf(markdown: string, heading: string): string {
  const section = markdown.split(/^## /m).find((part) => part.startsWith(`${heading}\n`));
  if (section === undefined) throw new Error(`There is no section ${heading}.`);
  return section;
}

describe("the generated files", async () => {
  it.each(await generatedDocs())("$name matches the catalog", async (generated) => {
    const committed = await readFile(generated.path, "utf8");
    const hint = `${generated.name} does not match extension/recording/eventCatalog.ts: run \`npm run docs\` and commit the result`;
    expect(committed === generated.text, hint).toBe(true);
  });

  it.each(await generatedDocs())("$name is formatted with Prettier", async (generated) => {
    const config = await resolveConfig(generated.path);
    expect(await check(generated.text, { ...config, filepath: generated.path })).toBe(true);
  });
});

describe("renderEventDocs", () => {
  it("has a section with all fields for each event", () => {
    const markdown = renderEventDocs(EVENTS);
    const events: EventCatalog = EVENTS;
    for (const [name, event] of Object.entries(events)) {
      const section = sectionOf(markdown, name);
      expect(section).toContain(event.description);
      const fields = { ...event.properties, ...event.measurements };
      for (const [field, { description }] of Object.entries(fields)) {
        expect(section).toContain(`\`${field}\``);
        expect(section).toContain(description);
      }
    }
  });

  it("says whether an event is timed and may have an error", () => {
    const markdown = renderEventDocs(CATALOG);
    expect(sectionOf(markdown, "job")).toContain("Timed");
    expect(sectionOf(markdown, "job")).toContain("May carry an error");
    expect(sectionOf(markdown, "job.mark")).toContain("at the moment");
    expect(sectionOf(markdown, "job.mark")).not.toContain("May carry an error");
  });

  it("names the parent of an event", () => {
    const markdown = renderEventDocs(CATALOG);
    expect(sectionOf(markdown, "job.mark")).toContain("Part of `job`");
    expect(sectionOf(markdown, "job")).not.toContain("Part of");
  });

  it("lists the values and units of fields", () => {
    const section = sectionOf(renderEventDocs(CATALOG), "job");
    expect(section).toContain("| `kind` | Kind of work. | `day`, `night` |");
    expect(section).toContain("| `user` | Who. | text |");
    expect(section).toContain("| `size` | Size of a\\|b. | number, unit `By` |");
  });

  it("describes the fields added by the recorder, the error, and the session", () => {
    const markdown = renderEventDocs(EVENTS);
    const names = [
      ...["result", "durationMs", "truncated", "dropped_fields"],
      ...["error.message", "error.type", "error.code"],
      ...["event_id", "event_sequence", "trace_id", "parent_event_id", "deployment_url"],
      ...["machine_id", "session_id", "os_type", "extension_version"],
    ];
    for (const name of names) expect(markdown).toContain(`| \`${name}\` |`);
  });
});

describe("renderTelemetryJson", () => {
  const document: unknown = JSON.parse(renderTelemetryJson(CATALOG));

  it("describes each event with its owner, comment, and fields", () => {
    expect(document).toMatchObject({
      events: {
        job: {
          owner: "coder",
          comment: "Work was done.",
          kind: {
            classification: "SystemMetaData",
            purpose: "PerformanceAndHealth",
            comment: "Kind of work. One of: day, night.",
          },
          user: { classification: "EndUserPseudonymizedInformation" },
          size: { comment: "Size of a|b. Unit: By.", isMeasurement: true },
          result: { purpose: "PerformanceAndHealth" },
          durationMs: { isMeasurement: true },
          "error.message": { classification: "CallstackOrException" },
        },
        "job.mark": {
          owner: "coder",
          level: { purpose: "FeatureInsight", isMeasurement: true },
        },
      },
    });
  });

  it("marks only measurements as such", () => {
    expect(document).not.toHaveProperty("events.job.kind.isMeasurement");
    expect(document).not.toHaveProperty("events.job.result.isMeasurement");
  });

  it("adds result, duration, and error only to events that may have them", () => {
    expect(document).not.toHaveProperty(["events", "job.mark", "result"]);
    expect(document).not.toHaveProperty(["events", "job.mark", "durationMs"]);
    expect(document).not.toHaveProperty(["events", "job.mark", "error.message"]);
  });

  it("describes the session context and the common fields of events", () => {
    expect(document).toMatchObject({
      commonProperties: {
        machine_id: { classification: "EndUserPseudonymizedInformation" },
        session_id: { classification: "SystemMetaData" },
        extension_version: {},
        os_type: {},
        os_version: {},
        host_arch: {},
        platform_name: {},
        platform_version: {},
        event_id: {},
        timestamp: {},
        event_sequence: { isMeasurement: true },
        trace_id: {},
        parent_event_id: {},
        deployment_url: {},
        truncated: {},
        dropped_fields: { isMeasurement: true },
      },
    });
  });
});
