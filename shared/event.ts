/** Version of the file format and the event schema; raised for changes that readers must handle. */
export const SCHEMA_VERSION = 1;

/** Constant for one activation of the extension; stored in the header of each of its files. */
export interface SessionContext {
  readonly extension_version: string;
  readonly machine_id: string;
  /** 16 random bytes in lowercase hex, generated at activation. */
  readonly session_id: string;
  /** Node's `process.platform`. */
  readonly os_type: string;
  readonly os_version: string;
  /** Node's `process.arch`. */
  readonly host_arch: string;
  readonly platform_name: string;
  readonly platform_version: string;
}

/** The error of an event. */
export interface EventError {
  readonly message: string;
  /** Class name, such as "TypeError". */
  readonly type?: string;
  /** Error code, such as "ENOSPC". */
  readonly code?: string;
}

/** A recorded event, in the field names and order used on disk. */
export interface TelemetryEvent {
  /** 16 lowercase hex digits, an OpenTelemetry span id. */
  readonly event_id: string;
  readonly event_name: string;
  /** ISO 8601 in UTC with milliseconds; for a span, its end. */
  readonly timestamp: string;
  /** Incremented by one from 0 in each session. */
  readonly event_sequence: number;
  readonly properties: Readonly<Record<string, string>>;
  /** Finite numbers only. */
  readonly measurements: Readonly<Record<string, number>>;
  /** 32 lowercase hex digits, an OpenTelemetry trace id. */
  readonly trace_id?: string;
  readonly parent_event_id?: string;
  readonly error?: EventError;
  /** Empty if the deployment is unknown. */
  readonly deployment_url: string;
}

/** The first line of each telemetry file. */
export interface FileHeader {
  readonly kind: "header";
  readonly schema_version: number;
  /** Start of the session that wrote the file. */
  readonly timestamp: string;
  readonly context: SessionContext;
}

/**
 * An event read from a file. Files may be written by other versions or edited by hand, so only the
 * fields that identify an event are validated; the others are checked where they are used.
 */
export interface EventRow {
  readonly event_id: string;
  readonly event_name: string;
  readonly timestamp: string;
  readonly event_sequence?: unknown;
  readonly properties?: unknown;
  readonly measurements?: unknown;
  readonly trace_id?: unknown;
  readonly parent_event_id?: unknown;
  readonly error?: unknown;
  readonly deployment_url?: unknown;
  readonly context?: unknown;
  readonly schema_version?: unknown;
}
