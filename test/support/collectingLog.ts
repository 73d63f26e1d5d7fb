import type { Log } from "../../extension/platform/log.ts";

/** A log that collects messages, one line each. */
export class CollectingLog implements Log {
  readonly lines: string[] = [];

  info(message: string): void {
    this.lines.push(`[info] ${message}`);
  }

  warn(message: string): void {
    this.lines.push(`[warning] ${message}`);
  }

  error(message: string, cause: unknown): void {
    this.lines.push(`[error] ${message} ${String(cause)}`);
  }
}
