import type { EventSource, StoredEvent } from "../store/reading/eventReader.ts";
import { withExactNumbers } from "./exactNumbers.ts";
import { formatLogRecord } from "./logRecord.ts";
import { contextValue, formatResource, formatScope, SCHEMA_URL } from "./resource.ts";

/** What the records of one ResourceLogs share. */
interface Run {
  readonly opening: string;
  readonly sessionId: string;
}

const RUN_END = "]}]}";

/**
 * Writes an ExportLogsServiceRequest (opentelemetry-proto, OTLP/JSON) in chunks: one document on
 * one line, with one ResourceLogs per run of events that share session and deployment, and one
 * LogRecord per event.
 */
export class LogsDocument {
  readonly #emit: (text: string) => void;
  #current: Run | undefined;
  #lastSource: EventSource | undefined;
  #lastContext: unknown;
  #lastUrl: unknown;

  /** `emit` receives each chunk of the document. */
  constructor(emit: (text: string) => void) {
    this.#emit = emit;
    emit(`{"resourceLogs":[`);
  }

  append(events: readonly StoredEvent[]): void {
    // One chunk per batch: emitting each record separately costs a third of formatting it.
    let chunk = "";
    for (const event of events) {
      const { timeMs, source } = event;
      const row = withExactNumbers(event);
      let separator = ",";
      const isSameRun =
        source === this.#lastSource &&
        row.context === this.#lastContext &&
        row.deployment_url === this.#lastUrl;
      if (!isSameRun) {
        this.#lastSource = source;
        this.#lastContext = row.context;
        this.#lastUrl = row.deployment_url;
        separator = this.#enterRun(runOf(source, row.context, row.deployment_url));
      }
      const sessionId = this.#current?.sessionId ?? "";
      chunk += separator + formatLogRecord(row, timeMs, sessionId);
    }
    this.#emit(chunk);
  }

  /** Completes the document. */
  end(): void {
    this.#emit(`${this.#current === undefined ? "" : RUN_END}]}\n`);
  }

  /** What precedes the next record: the opening of its run, or a comma within the same run. */
  #enterRun(run: Run): string {
    if (run.opening === this.#current?.opening) return ",";
    const before = this.#current === undefined ? "" : `${RUN_END},`;
    this.#current = run;
    return before + run.opening;
  }
}

function runOf(source: EventSource, rowContext: unknown, url: unknown): Run {
  const ownContext = isObject(rowContext) ? rowContext : undefined;
  const context = ownContext === undefined ? source.context : { ...source.context, ...ownContext };
  // In files of the two older formats, the deployment is in the row's context.
  const deploymentUrl = typeof url === "string" ? url : contextValue(context, "deployment_url");
  const sessionId = contextValue(context, "session_id") || source.file.session8;
  const resource = formatResource({ ...context, session_id: sessionId }, deploymentUrl);
  const schemaUrl = `"schemaUrl":"${SCHEMA_URL}"`;
  return {
    opening:
      `{${schemaUrl},"resource":${resource},` +
      `"scopeLogs":[{${schemaUrl},"scope":${formatScope(context)},"logRecords":[`,
    sessionId,
  };
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}
