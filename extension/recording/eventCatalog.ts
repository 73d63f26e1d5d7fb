import { EXPORT_FORMATS } from "../../shared/formats.ts";
import { COMMAND_IDS } from "./commandIds.ts";
import type { EventCatalog, FieldDefinition } from "./eventDefinition.ts";
import { LEVEL_SETTING, LOCAL_SINK_SETTING } from "./settingNames.ts";

const EXPORT_COUNTS = {
  events: { description: "Events that were written.", unit: "{event}" },
  files: { description: "Telemetry files that were read.", unit: "{file}" },
  skipped_lines: { description: "Lines that were no events and were passed over.", unit: "{line}" },
  bytes: { description: "Size of the written document.", unit: "By" },
} as const satisfies Record<string, FieldDefinition>;

/**
 * Every event this extension records. The recorder takes no other name and no other field;
 * docs/events.md and telemetry.json are generated from here.
 */
export const EVENTS = {
  activation: {
    description: "The extension started.",
    purpose: "PerformanceAndHealth",
    span: true,
    error: true,
    properties: {},
    measurements: {},
  },
  "activation.settings": {
    description: "Part of the start: the settings were watched.",
    purpose: "PerformanceAndHealth",
    span: true,
    error: true,
    properties: {},
    measurements: {},
  },
  "activation.commands": {
    description: "Part of the start: the commands were registered.",
    purpose: "PerformanceAndHealth",
    span: true,
    error: true,
    properties: {},
    measurements: {
      registered: { description: "Commands that were registered.", unit: "{command}" },
      conflicts: {
        description: "Commands that another extension already has, so that they were left alone.",
        unit: "{command}",
      },
    },
  },
  "command.invoked": {
    description: "A command of this extension ran.",
    purpose: "FeatureInsight",
    span: true,
    error: true,
    properties: {
      commandId: {
        description:
          "Id of the command. One that pauses or resumes recording leaves " +
          "recording.paused or recording.resumed instead.",
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
        description: "Format of the document.",
        values: EXPORT_FORMATS.map((format) => format.id),
        classification: "SystemMetaData",
      },
      range: {
        description: "Kind of the chosen range; never its dates.",
        values: ["last24Hours", "last7Days", "last30Days", "allTime", "days"],
        classification: "SystemMetaData",
      },
      surface: {
        description: "Where the export was asked for.",
        values: ["command", "panel"],
        classification: "SystemMetaData",
      },
    },
    measurements: EXPORT_COUNTS,
  },
  "export.flush": {
    description: "Part of an export: what was buffered was written first.",
    purpose: "PerformanceAndHealth",
    span: true,
    error: true,
    properties: {},
    measurements: {},
  },
  "export.write": {
    description: "Part of an export: the events were read and the document was written.",
    purpose: "PerformanceAndHealth",
    span: true,
    error: true,
    properties: {},
    measurements: {},
  },
  "recording.paused": {
    description: "Recording was paused; the last event before the gap.",
    purpose: "FeatureInsight",
    properties: {},
    measurements: {},
  },
  "recording.resumed": {
    description: "Recording went on after a pause; the first event after the gap.",
    purpose: "FeatureInsight",
    properties: {
      reason: {
        description: "Whether the user ended the pause or its time was over.",
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
        description: "Name of the setting; never its value.",
        values: [LEVEL_SETTING, LOCAL_SINK_SETTING],
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
      deleted_files: { description: "Files that were deleted.", unit: "{file}" },
      deleted_events: { description: "Events in those files.", unit: "{event}" },
      deleted_bytes: { description: "Space that became free.", unit: "By" },
      failures: { description: "Files that could not be deleted.", unit: "{file}" },
    },
  },
  "telemetry.dropped": {
    description: "Events were lost before they could be written.",
    purpose: "PerformanceAndHealth",
    properties: {
      reason: {
        description: "Why they were lost.",
        values: ["buffer_full"],
        classification: "SystemMetaData",
      },
    },
    measurements: {
      count: { description: "Events that were lost.", unit: "{event}" },
      first_sequence: { description: "Lowest event_sequence among them.", unit: "1" },
      last_sequence: { description: "Highest event_sequence among them.", unit: "1" },
    },
  },
  "telemetry.retention": {
    description: "Old telemetry files were deleted because of their age or of the space they took.",
    purpose: "PerformanceAndHealth",
    properties: {},
    measurements: {
      deleted_files: { description: "Files that were deleted.", unit: "{file}" },
      deleted_bytes: { description: "Space that became free.", unit: "By" },
      failures: { description: "Files that could not be deleted.", unit: "{file}" },
    },
  },
} as const satisfies EventCatalog;

/** The recorder's catalogue in this extension. */
export type ExtensionEvents = typeof EVENTS;
