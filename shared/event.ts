/** Version of the file format and of the event's shape; raised when a reader must know. */
export const SCHEMA_VERSION = 1;

/** What stays the same for one activation of the extension; the header of each of its files. */
export interface SessionContext {
  readonly extension_version: string;
  readonly machine_id: string;
  /** 16 random bytes in lower-case hex, made at activation. */
  readonly session_id: string;
  /** As Node's `process.platform` names it. */
  readonly os_type: string;
  readonly os_version: string;
  /** As Node's `process.arch` names it. */
  readonly host_arch: string;
  readonly platform_name: string;
  readonly platform_version: string;
}

/** The error an event reports. */
export interface EventError {
  readonly message: string;
  /** Class of the error, such as "TypeError". */
  readonly type?: string;
  /** Code of the error, such as "ENOSPC". */
  readonly code?: string;
}

/** One recorded event, in the names and the order it has on disk. */
export interface TelemetryEvent {
  /** 16 lower-case hex digits, an OpenTelemetry span id. */
  readonly event_id: string;
  readonly event_name: string;
  /** ISO 8601 in UTC with milliseconds; of a span, its end. */
  readonly timestamp: string;
  /** Counts up by one from 0 in each session. */
  readonly event_sequence: number;
  readonly properties: Readonly<Record<string, string>>;
  /** Finite numbers only. */
  readonly measurements: Readonly<Record<string, number>>;
  /** 32 lower-case hex digits, an OpenTelemetry trace id. */
  readonly trace_id?: string;
  readonly parent_event_id?: string;
  readonly error?: EventError;
  /** Empty where no deployment is known. */
  readonly deployment_url: string;
}

/** First line of each telemetry file. */
export interface FileHeader {
  readonly kind: "header";
  readonly schema_version: number;
  /** Start of the session that writes the file. */
  readonly timestamp: string;
  readonly context: SessionContext;
}

/**
 * A line that was read back as an event. Files come from other versions and other hands, so only
 * what makes a line an event is certain; the rest is looked at where it is used.
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
