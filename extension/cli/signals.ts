import { constants } from "node:os";

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT"] as const;

/** Thrown once a signal that ends the process was received. */
export class SignalError extends Error {
  override readonly name = "SignalError";
  readonly signal: NodeJS.Signals;

  constructor(signal: NodeJS.Signals) {
    super(`Received ${signal}.`);
    this.signal = signal;
  }
}

/**
 * Aborts with a `SignalError` on the first signal, so that the work can clean up. The same signal
 * ends the process at once if it comes again.
 */
export function abortOnSignal(): AbortSignal {
  const abort = new AbortController();
  for (const name of SIGNALS) {
    process.once(name, () => {
      abort.abort(new SignalError(name));
    });
  }
  return abort.signal;
}

/**
 * Ends the process by the signal, because only then does a shell end a loop around it. The signal
 * cannot end the first process of a container, which exits with the code that a shell would report.
 */
export function dieOf({ signal }: SignalError): void {
  const code = 128 + constants.signals[signal];
  process.exitCode = code;
  const exit = setImmediate(() => process.exit(code));
  process.removeAllListeners(signal);
  try {
    process.kill(process.pid, signal);
  } catch {
    // Windows knows only some of the signals.
    clearImmediate(exit);
    process.exit(1);
  }
}
