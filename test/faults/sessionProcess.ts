import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import type { SinkCounts } from "../../extension/store/writing/eventBuffer.ts";
import type { LocalSinkConfig } from "../../extension/store/localSinkConfig.ts";

/** What a recording process is to do: so many flushes of so many events, and the last at its end. */
export interface ProcessOrder {
  readonly directory: string;
  readonly sessionId: string;
  readonly config: Partial<LocalSinkConfig>;
  readonly flushes: number;
  readonly eventsPerFlush: number;
  /** Part of each event. */
  readonly text: string;
}

/** What a recording process tells. */
export type ProcessReport =
  | { readonly kind: "flushed"; readonly counts: SinkCounts }
  | {
      readonly kind: "ended";
      readonly ok: boolean;
      readonly counts: SinkCounts;
      readonly notices: readonly string[];
    };

export type EndReport = Extract<ProcessReport, { kind: "ended" }>;

const SCRIPT = join(import.meta.dirname, "recordingProcess.ts");

/** A process that records with the real recorder and sink; `wrapper` is a command that starts it. */
export class SessionProcess {
  readonly #child: ChildProcess;
  readonly #ready: Promise<unknown>;
  readonly #exited: Promise<unknown>;
  #errors = "";

  constructor(wrapper: readonly string[] = []) {
    const [file, ...args] = [
      ...wrapper,
      process.execPath,
      "--disable-warning=MODULE_TYPELESS_PACKAGE_JSON",
      SCRIPT,
    ];
    this.#child = spawn(file, args, { stdio: ["ignore", "ignore", "pipe", "ipc"] });
    this.#child.stderr?.on("data", (chunk: Buffer) => (this.#errors += chunk.toString()));
    this.#ready = once(this.#child, "message");
    this.#exited = once(this.#child, "exit");
    onTestFinished(async () => {
      this.#child.kill("SIGKILL");
      await this.#exited;
    });
  }

  /** Starts to record, and gives the report of the end. */
  async run(order: ProcessOrder): Promise<EndReport> {
    return await this.#record(order, () => false);
  }

  /** Starts to record and kills the process after so many flushes; gives what was on disk then. */
  async runAndKill(order: ProcessOrder, afterFlushes: number): Promise<SinkCounts> {
    let flushCount = 0;
    const { counts } = await this.#record(order, () => ++flushCount >= afterFlushes);
    this.#child.kill("SIGKILL");
    await this.#exited;
    return counts;
  }

  /** Waits until the process can take an order. */
  async ready(): Promise<void> {
    await Promise.race([this.#ready, this.#failure()]);
  }

  async #record(order: ProcessOrder, isEnough: (report: ProcessReport) => boolean) {
    await this.ready();
    const last = new Promise<EndReport>((resolve) => {
      this.#child.on("message", (report: ProcessReport) => {
        if (report.kind === "ended") resolve(report);
        else if (isEnough(report)) resolve({ ...report, kind: "ended", ok: true, notices: [] });
      });
    });
    this.#child.send(order);
    return await Promise.race([last, this.#failure()]);
  }

  async #failure(): Promise<never> {
    await this.#exited;
    throw new Error(`The recording process ended too early:\n${this.#errors}`);
  }
}
