import type { EventSource, StoredEvent } from "../store/reading/eventReader.ts";
import { formatLogRecord } from "./logRecord.ts";
import { formatResource, formatScope, known, SCHEMA_URL } from "./resource.ts";

/** What all records of one ResourceLogs share. */
interface Run {
  readonly opening: string;
  readonly sessionId: string;
}

const RUN_END = "]}]}";

/**
 * Writes an ExportLogsServiceRequest (opentelemetry-proto, OTLP/JSON) piece by piece: one
 * document on one line, a ResourceLogs for each run of events that share session and deployment,
 * a LogRecord for each event. The pieces together are the document.
 */
export class LogsDocument {
  readonly #emit: (text: string) => void;
  #current: Run | undefined;
  #lastSource: EventSource | undefined;
  #lastContext: unknown;
  #lastUrl: unknown;

  /** `emit` takes each piece as it is made. */
  constructor(emit: (text: string) => void) {
    this.#emit = emit;
    emit(`{"resourceLogs":[`);
  }

  append(events: readonly StoredEvent[]): void {
    // One piece a batch: handing on each record by itself costs as much as making a third of it.
    let piece = "";
    for (const { row, timeMs, source } of events) {
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
      piece += separator + formatLogRecord(row, timeMs, sessionId);
    }
    this.#emit(piece);
  }

  /** Emits the end of the document. */
  end(): void {
    this.#emit(`${this.#current === undefined ? "" : RUN_END}]}\n`);
  }

  /** What comes before the first record of a run, or the comma of one that goes on. */
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
  // Files of the two older shapes have the deployment inside the row's context.
  const deploymentUrl = typeof url === "string" ? url : known(context, "deployment_url");
  const sessionId = known(context, "session_id") || source.file.session8;
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
