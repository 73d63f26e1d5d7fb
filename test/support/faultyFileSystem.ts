import { constants } from "node:fs";
import type { FileHandle } from "node:fs/promises";
import { setImmediate } from "node:timers/promises";
import type { FileSystem } from "../../extension/platform/fileSystem.ts";

/** Functions of the file system and of its open files that can be made to fail. */
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
  /** Which call of that operation it is, counted from 1. */
  readonly index: number;
  /** Of the file or folder. */
  readonly path: string;
  /** Of a call of an open file: the flags that it was opened with. */
  readonly flags?: unknown;
}

/** What goes wrong with a call. */
export type Fault =
  /** Nothing is done. A file is closed all the same, as the system does it. */
  | { readonly kind: "fails"; readonly code: string }
  /** It is done and then reported as failed. */
  | { readonly kind: "failsAfterwards"; readonly code: string }
  /** A write takes half of the bytes and says so. */
  | { readonly kind: "takesHalf" }
  /** A write takes so many bytes and says so. */
  | { readonly kind: "takes"; readonly byteCount: number }
  /** A write takes half of the bytes and says that it took all. */
  | { readonly kind: "loses" }
  /** It waits until `release` is called and then does what it should. */
  | { readonly kind: "hangs" };

/** Decides on each call; undefined where nothing goes wrong. */
export type FaultPlan = (call: Call) => Fault | undefined;

/** A file system whose calls go wrong as a plan says, and that knows what is under way. */
export class FaultyFileSystem {
  readonly fs: FileSystem;
  /** Every call so far. */
  readonly calls: Call[] = [];
  plan: FaultPlan = () => undefined;
  /** Files that were opened and not closed. */
  openFileCount = 0;
  readonly #counts = new Map<Operation, number>();
  #pendingCount = 0;
  #onIdle: () => void = () => undefined;
  #waiting: (() => void)[] = [];

  constructor(base: FileSystem) {
    this.fs = this.#intercept(base, (args) => ({ path: String(args[0]) }));
  }

  /** How often the operation was called. */
  count(operation: Operation): number {
    return this.#counts.get(operation) ?? 0;
  }

  /** Lets the calls go on that hang. */
  release(): void {
    for (const resume of this.#waiting.splice(0)) resume();
  }

  /** Waits until no call is under way but those that hang. */
  async settle(): Promise<void> {
    do {
      if (this.#pendingCount > 0) await new Promise<void>((resolve) => (this.#onIdle = resolve));
      // What a call led to has begun its next one by then.
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

/** Of `write(buffer, offset)`: how many bytes are to be written. */
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
