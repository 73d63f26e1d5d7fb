import { constants } from "node:fs";
import type { FileHandle } from "node:fs/promises";
import { setImmediate } from "node:timers/promises";
import type { FileSystem } from "../../extension/platform/fileSystem.ts";

/** Functions of the file system and of open files that can fail. */
export const OPERATIONS = [
  "close",
  "lstat",
  "mkdir",
  "open",
  "readdir",
  "stat",
  "truncate",
  "unlink",
  "write",
] as const;
export type Operation = (typeof OPERATIONS)[number];

export interface Call {
  readonly operation: Operation;
  /** The number of the call among calls of the operation, starting at 1. */
  readonly index: number;
  /** The path of the file or folder. */
  readonly path: string;
  /** Of a call of an open file: the flags that it was opened with. */
  readonly flags?: unknown;
}

/** How a call fails. */
export type Fault =
  /** The call has no effect. Files are closed anyway, like on a real system. */
  | { readonly kind: "fails"; readonly code: string }
  /** The call takes effect, but reports a failure. */
  | { readonly kind: "failsAfterwards"; readonly code: string }
  /** A write accepts half of the bytes and reports that. */
  | { readonly kind: "takesHalf" }
  /** A write accepts that many bytes and reports that. */
  | { readonly kind: "takes"; readonly byteCount: number }
  /** A write accepts half of the bytes, but reports all of them. */
  | { readonly kind: "loses" }
  /** The call blocks until `release`, and then proceeds. */
  | { readonly kind: "hangs" };

/** Returns the fault of a call, or undefined if it succeeds. */
export type FaultPlan = (call: Call) => Fault | undefined;

/** A file system whose calls fail as planned, and that tracks pending calls. */
export class FaultyFileSystem {
  readonly fs: FileSystem;
  /** All calls so far. */
  readonly calls: Call[] = [];
  plan: FaultPlan = () => undefined;
  /** The number of open files. */
  openFileCount = 0;
  readonly #counts = new Map<Operation, number>();
  #pendingCount = 0;
  #onIdle: () => void = () => undefined;
  #waiting: (() => void)[] = [];

  constructor(base: FileSystem) {
    this.fs = this.#intercept(base, (args) => ({ path: String(args[0]) }));
  }

  /** The number of calls of the operation. */
  count(operation: Operation): number {
    return this.#counts.get(operation) ?? 0;
  }

  /** Releases blocked calls. */
  release(): void {
    for (const resume of this.#waiting.splice(0)) resume();
  }

  /** Waits until only blocked calls are pending. */
  async settle(): Promise<void> {
    do {
      if (this.#pendingCount > 0) await new Promise<void>((resolve) => (this.#onIdle = resolve));
      // By then, the code after a call has started its next call.
      await setImmediate();
    } while (this.#pendingCount > 0);
  }

  #intercept<T extends object>(
    target: T,
    placeOf: (args: readonly unknown[]) => Pick<Call, "path" | "flags">,
  ): T {
    return new Proxy(target, {
      get: (_, name) => {
        const method: unknown = Reflect.get(target, name);
        if (typeof method !== "function") return method;
        const operation = OPERATIONS.find((one) => one === name);
        return async (...args: readonly unknown[]) => {
          const proceed = async (given = args): Promise<unknown> =>
            await Reflect.apply(method, target, given);
          if (operation === undefined) return proceed();
          return this.#run(operation, placeOf(args), args, proceed);
        };
      },
    });
  }

  async #run(
    operation: Operation,
    place: Pick<Call, "path" | "flags">,
    args: readonly unknown[],
    proceed: (args?: readonly unknown[]) => Promise<unknown>,
  ): Promise<unknown> {
    const call = { operation, index: this.count(operation) + 1, ...place };
    this.#counts.set(operation, call.index);
    this.calls.push(call);
    const fault = this.plan(call);
    if (fault?.kind === "hangs") await new Promise<void>((resolve) => this.#waiting.push(resolve));
    this.#pendingCount++;
    try {
      return await this.#perform(call, fault, args, proceed);
    } finally {
      if (--this.#pendingCount === 0) this.#onIdle();
    }
  }

  async #perform(
    { operation, path }: Call,
    fault: Fault | undefined,
    args: readonly unknown[],
    proceed: (args?: readonly unknown[]) => Promise<unknown>,
  ): Promise<unknown> {
    if (operation === "close") this.openFileCount--;
    if (fault?.kind === "fails" && operation !== "close") throw systemError(fault.code, path);
    if (fault?.kind === "takesHalf") return proceed(halfOf(args));
    if (fault?.kind === "takes") return proceed([args[0], args[1], fault.byteCount]);
    const result = await proceed(fault?.kind === "loses" ? halfOf(args) : args);
    if (fault?.kind === "fails" || fault?.kind === "failsAfterwards") {
      if (isFileHandle(result)) await result.close();
      throw systemError(fault.code, path);
    }
    if (fault?.kind === "loses") return { ...Object(result), bytesWritten: bytesOf(args) };
    if (!isFileHandle(result)) return result;
    this.openFileCount++;
    return this.#intercept(result, () => ({ path, flags: args[1] }));
  }
}

/**
 * What goes wrong on Windows: files that were opened for appending cannot be truncated
 * (nodejs/node#3177).
 */
export function windowsFault({ operation, flags }: Call): Fault | undefined {
  const isAppending = typeof flags === "number" && (flags & constants.O_APPEND) !== 0;
  return operation === "truncate" && isAppending ? { kind: "fails", code: "EPERM" } : undefined;
}

function systemError(code: string, path: string): Error {
  return Object.assign(new Error(`${code}: injected, '${path}'`), { code });
}

/** The number of bytes to write in `write(buffer, offset)`. */
function bytesOf([buffer, offset]: readonly unknown[]): number {
  if (!Buffer.isBuffer(buffer) || typeof offset !== "number") throw new TypeError("No such write");
  return buffer.length - offset;
}

function halfOf(args: readonly unknown[]): readonly unknown[] {
  return [args[0], args[1], Math.floor(bytesOf(args) / 2)];
}

function isFileHandle(value: unknown): value is FileHandle {
  return typeof value === "object" && value !== null && "fd" in value && "read" in value;
}
