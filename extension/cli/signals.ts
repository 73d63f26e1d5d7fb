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

/** Ends the process by the signal, because only then does a shell end a loop around it. */
export function dieOf({ signal }: SignalError): void {
  process.removeAllListeners(signal);
  try {
    process.kill(process.pid, signal);
  } catch {
    // Windows knows only some of the signals.
    process.exit(1);
  }
}
