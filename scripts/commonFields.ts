import {
  COMMON_MEASUREMENTS,
  COMMON_PROPERTIES,
  type EventDefinition,
  type FieldClassification,
} from "../extension/recording/eventDefinition.ts";
import { SYSTEM_CALL_FAILED, UNEXPECTED_ERROR } from "../extension/recording/describeError.ts";
import { ERROR_REASONS } from "../extension/recording/recordableError.ts";
import type { EventError, SessionContext, TelemetryEvent } from "../shared/event.ts";

export type Purpose = EventDefinition["purpose"];

/** A field that is not specific to one event, as documented in docs/events.md and telemetry.json. */
export interface CommonField {
  readonly description: string;
  readonly classification: FieldClassification;
  readonly purpose: Purpose;
  readonly unit?: string;
  readonly values?: readonly string[];
}

/** Fields in the header of each file, which apply to all its events. */
export const SESSION_FIELDS: Readonly<Record<keyof SessionContext, CommonField>> = {
  extension_version: {
    description: "Version of this extension.",
    classification: "SystemMetaData",
    purpose: "PerformanceAndHealth",
  },
  machine_id: {
    description: "VS Code's identifier for this machine.",
    classification: "EndUserPseudonymizedInformation",
    purpose: "FeatureInsight",
  },
  session_id: {
    description: "16 random bytes in hexadecimal, generated each time the extension starts.",
    classification: "SystemMetaData",
    purpose: "FeatureInsight",
  },
  os_type: {
    description: "Operating system, such as linux, darwin or win32.",
    classification: "SystemMetaData",
    purpose: "PerformanceAndHealth",
  },
  os_version: {
    description: "Kernel version of the operating system.",
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

/** Fields of every event besides its properties and measurements. */
export const ENVELOPE_FIELDS: Readonly<Record<Envelope, CommonField>> = {
  event_id: {
    description: "16 hexadecimal digits that identify the event; a valid OpenTelemetry span id.",
    classification: "SystemMetaData",
    purpose: "PerformanceAndHealth",
  },
  timestamp: {
    description: "When the event happened, in UTC; for a timed event, its end.",
    classification: "SystemMetaData",
    purpose: "PerformanceAndHealth",
  },
  event_sequence: {
    description: "Position of the event in its session, starting at 0.",
    classification: "SystemMetaData",
    purpose: "PerformanceAndHealth",
    unit: "1",
  },
  trace_id: {
    description: "32 hexadecimal digits shared by a timed event and its parts.",
    classification: "SystemMetaData",
    purpose: "PerformanceAndHealth",
  },
  parent_event_id: {
    description: "The event_id of the timed event that this event is part of.",
    classification: "SystemMetaData",
    purpose: "PerformanceAndHealth",
  },
  deployment_url: {
    description:
      "URL of the Coder deployment, from CODER_URL or CODER_AGENT_URL, without user, password, " +
      "query and fragment; empty if there is none.",
    classification: "EndUserPseudonymizedInformation",
    purpose: "FeatureInsight",
  },
};

/** Fields of an event's error. */
export const ERROR_FIELDS: Readonly<Record<`error.${keyof EventError}`, CommonField>> = {
  "error.message": {
    description:
      "Reason from a fixed list, never the error's own message. For a failed system call, its name follows the colon.",
    classification: "CallstackOrException",
    purpose: "PerformanceAndHealth",
    values: [...Object.values(ERROR_REASONS).sort(), `${SYSTEM_CALL_FAILED}: …`, UNEXPECTED_ERROR],
  },
  "error.type": {
    description: "Class of the error, such as TypeError.",
    classification: "CallstackOrException",
    purpose: "PerformanceAndHealth",
  },
  "error.code": {
    description: "Code of a system error, such as ENOSPC.",
    classification: "CallstackOrException",
    purpose: "PerformanceAndHealth",
  },
};

const RECORDER = { classification: "SystemMetaData", purpose: "PerformanceAndHealth" } as const;

/** Fields that the recorder adds to each timed event. */
export const TIMED_FIELDS: Readonly<Record<"result" | "durationMs", CommonField>> = {
  result: { ...RECORDER, ...COMMON_PROPERTIES.result },
  durationMs: { ...RECORDER, ...COMMON_MEASUREMENTS.durationMs },
};

type RepairName = Exclude<
  keyof typeof COMMON_PROPERTIES | keyof typeof COMMON_MEASUREMENTS,
  keyof typeof TIMED_FIELDS
>;

/** Fields that the recorder adds to an event that could not be recorded unchanged. */
export const REPAIR_FIELDS: Readonly<Record<RepairName, CommonField>> = {
  truncated: { ...RECORDER, ...COMMON_PROPERTIES.truncated },
  dropped_fields: { ...RECORDER, ...COMMON_MEASUREMENTS.dropped_fields },
};
