import { EXPORT_FORMATS } from "../../shared/formats.ts";
import { COMMAND_IDS } from "./commandIds.ts";
import type { EventCatalog, FieldDefinition } from "./eventDefinition.ts";
import { SETTING_NAMES } from "./settingNames.ts";

const EXPORT_COUNTS = {
  events: { description: "Events exported.", unit: "{event}" },
  files: { description: "Telemetry files read.", unit: "{file}" },
  skipped_lines: {
    description: "Lines skipped because they are not valid events.",
    unit: "{line}",
  },
  bytes: { description: "Size of the exported document.", unit: "By" },
} as const satisfies Record<string, FieldDefinition>;

/**
 * Every event this extension records. The recorder accepts no other names or fields.
 * docs/events.md and telemetry.json are generated from this.
 */
export const EVENTS = {
  activation: {
    description: "The extension was activated.",
    purpose: "PerformanceAndHealth",
    span: true,
    error: true,
    properties: {},
    measurements: {},
  },
  "activation.settings": {
    description: "Activation phase: watching the settings.",
    purpose: "PerformanceAndHealth",
    span: true,
    error: true,
    properties: {},
    measurements: {},
  },
  "activation.commands": {
    description: "Activation phase: registering the commands.",
    purpose: "PerformanceAndHealth",
    span: true,
    error: true,
    properties: {},
    measurements: {
      registered: { description: "Commands registered.", unit: "{command}" },
      conflicts: {
        description: "Commands not registered because another extension already provides them.",
        unit: "{command}",
      },
    },
  },
  "command.invoked": {
    description: "A command of this extension was run.",
    purpose: "FeatureInsight",
    span: true,
    error: true,
    properties: {
      commandId: {
        description:
          "Id of the command. Pausing and resuming are recorded as recording.paused and " +
          "recording.resumed instead.",
        values: COMMAND_IDS,
        classification: "SystemMetaData",
      },
    },
    measurements: {},
  },
  export: {
    description: "Recorded events were exported to a file.",
    purpose: "FeatureInsight",
    span: true,
    error: true,
    properties: {
      format: {
        description: "Format of the exported document.",
        values: EXPORT_FORMATS.map((format) => format.id),
        classification: "SystemMetaData",
      },
      range: {
        description: "Selected time range; never the dates themselves.",
        values: ["last24Hours", "last7Days", "last30Days", "allTime", "days"],
        classification: "SystemMetaData",
      },
      surface: {
        description: "Where the export was started.",
        values: ["command", "panel"],
        classification: "SystemMetaData",
      },
    },
    measurements: EXPORT_COUNTS,
  },
  "export.flush": {
    description: "Export phase: flushing buffered events to disk.",
    purpose: "PerformanceAndHealth",
    span: true,
    error: true,
    properties: {},
    measurements: {},
  },
  "export.write": {
    description: "Export phase: reading the events and writing the document.",
    purpose: "PerformanceAndHealth",
    span: true,
    error: true,
    properties: {},
    measurements: {},
  },
  "recording.paused": {
    description: "Recording was paused. The last event before the gap.",
    purpose: "FeatureInsight",
    properties: {},
    measurements: {},
  },
  "recording.resumed": {
    description: "Recording resumed after a pause. The first event after the gap.",
    purpose: "FeatureInsight",
    properties: {
      reason: {
        description: "Whether the user ended the pause or it expired.",
        values: ["user", "expired"],
        classification: "SystemMetaData",
      },
    },
    measurements: {},
  },
  "settings.changed": {
    description: "A setting of this extension changed.",
    purpose: "FeatureInsight",
    properties: {
      setting: {
        description: "Id of the setting; never its value.",
        values: SETTING_NAMES,
        classification: "SystemMetaData",
      },
    },
    measurements: {},
  },
  "telemetry.deleted": {
    description: "The user deleted recorded telemetry.",
    purpose: "FeatureInsight",
    properties: {},
    measurements: {
      deleted_files: { description: "Files deleted.", unit: "{file}" },
      deleted_events: { description: "Events in the deleted files.", unit: "{event}" },
      deleted_bytes: { description: "Size of the deleted files.", unit: "By" },
      failures: { description: "Files that could not be deleted.", unit: "{file}" },
    },
  },
  "telemetry.dropped": {
    description: "Events were dropped before they could be written to disk.",
    purpose: "PerformanceAndHealth",
    properties: {
      reason: {
        description: "Why the events were dropped.",
        values: ["buffer_full"],
        classification: "SystemMetaData",
      },
    },
    measurements: {
      count: { description: "Events dropped.", unit: "{event}" },
      first_sequence: { description: "Lowest event_sequence of the dropped events.", unit: "1" },
      last_sequence: { description: "Highest event_sequence of the dropped events.", unit: "1" },
    },
  },
  "telemetry.retention": {
    description:
      "Old telemetry files were deleted because of their age or the total size of all files.",
    purpose: "PerformanceAndHealth",
    properties: {},
    measurements: {
      deleted_files: { description: "Files deleted.", unit: "{file}" },
      deleted_bytes: { description: "Size of the deleted files.", unit: "By" },
      failures: { description: "Files that could not be deleted.", unit: "{file}" },
    },
  },
} as const satisfies EventCatalog;

/** The type of this extension's event catalog. */
export type ExtensionEvents = typeof EVENTS;
