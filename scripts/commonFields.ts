import {
  COMMON_MEASUREMENTS,
  COMMON_PROPERTIES,
  type EventDefinition,
  type FieldClassification,
} from "../extension/recording/eventDefinition.ts";
import type { EventError, SessionContext, TelemetryEvent } from "../shared/event.ts";

export type Purpose = EventDefinition["purpose"];

/** A field that does not belong to one event, as the reference and telemetry.json describe it. */
export interface CommonField {
  readonly description: string;
  readonly classification: FieldClassification;
  readonly purpose: Purpose;
  readonly unit?: string;
  readonly values?: readonly string[];
}

/** In the header of each file, once for all its events. */
export const SESSION_FIELDS: Readonly<Record<keyof SessionContext, CommonField>> = {
  extension_version: {
    description: "Version of this extension.",
    classification: "SystemMetaData",
    purpose: "PerformanceAndHealth",
  },
  machine_id: {
    description: "The identifier that VS Code gives this machine.",
    classification: "EndUserPseudonymizedInformation",
    purpose: "FeatureInsight",
  },
  session_id: {
    description: "16 random bytes in hexadecimal, made anew each time the extension starts.",
    classification: "SystemMetaData",
    purpose: "FeatureInsight",
  },
  os_type: {
    description: "Kind of the operating system, such as linux, darwin or win32.",
    classification: "SystemMetaData",
    purpose: "PerformanceAndHealth",
  },
  os_version: {
    description: "Version of the operating system's kernel.",
    classification: "SystemMetaData",
    purpose: "PerformanceAndHealth",
  },
  host_arch: {
    description: "Processor architecture, such as x64 or arm64.",
    classification: "SystemMetaData",
    purpose: "PerformanceAndHealth",
  },
  platform_name: {
    description: "Name of the editor.",
    classification: "SystemMetaData",
    purpose: "PerformanceAndHealth",
  },
  platform_version: {
    description: "Version of the editor.",
    classification: "SystemMetaData",
    purpose: "PerformanceAndHealth",
  },
};

type Envelope = Exclude<
  keyof TelemetryEvent,
  "event_name" | "properties" | "measurements" | "error"
>;

/** Beside the properties and measurements of an event. */
export const ENVELOPE_FIELDS: Readonly<Record<Envelope, CommonField>> = {
  event_id: {
    description: "16 hexadecimal digits that name the event; an OpenTelemetry span id.",
    classification: "SystemMetaData",
    purpose: "PerformanceAndHealth",
  },
  timestamp: {
    description: "When it happened, in UTC; of a timed event, its end.",
    classification: "SystemMetaData",
    purpose: "PerformanceAndHealth",
  },
  event_sequence: {
    description: "Number of the event in its session, from 0.",
    classification: "SystemMetaData",
    purpose: "PerformanceAndHealth",
    unit: "1",
  },
  trace_id: {
    description: "32 hexadecimal digits that join a timed event and its parts.",
    classification: "SystemMetaData",
    purpose: "PerformanceAndHealth",
  },
  parent_event_id: {
    description: "The event_id of the timed event that this one is a part of.",
    classification: "SystemMetaData",
    purpose: "PerformanceAndHealth",
  },
  deployment_url: {
    description:
      "Address of the Coder deployment, from CODER_URL or CODER_AGENT_URL, without user, " +
      "password, query and fragment; empty where there is none.",
    classification: "EndUserPseudonymizedInformation",
    purpose: "FeatureInsight",
  },
};

/** In the error block of an event that failed. */
export const ERROR_FIELDS: Readonly<Record<`error.${keyof EventError}`, CommonField>> = {
  "error.message": {
    description: "What went wrong, in the words of the error.",
    classification: "CallstackOrException",
    purpose: "PerformanceAndHealth",
  },
  "error.type": {
    description: "Class of the error, such as TypeError.",
    classification: "CallstackOrException",
    purpose: "PerformanceAndHealth",
  },
  "error.code": {
    description: "Code of the error, such as ENOSPC.",
    classification: "CallstackOrException",
    purpose: "PerformanceAndHealth",
  },
};

const RECORDER = { classification: "SystemMetaData", purpose: "PerformanceAndHealth" } as const;

/** What the recorder adds to each timed event. */
export const TIMED_FIELDS: Readonly<Record<"result" | "durationMs", CommonField>> = {
  result: { ...RECORDER, ...COMMON_PROPERTIES.result },
  durationMs: { ...RECORDER, ...COMMON_MEASUREMENTS.durationMs },
};

type RepairName = Exclude<
  keyof typeof COMMON_PROPERTIES | keyof typeof COMMON_MEASUREMENTS,
  keyof typeof TIMED_FIELDS
>;

/** What the recorder adds to an event that could not be recorded as it was given. */
export const REPAIR_FIELDS: Readonly<Record<RepairName, CommonField>> = {
  truncated: { ...RECORDER, ...COMMON_PROPERTIES.truncated },
  dropped_fields: { ...RECORDER, ...COMMON_MEASUREMENTS.dropped_fields },
};
