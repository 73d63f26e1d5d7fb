import { promises as nodeFs } from "node:fs";
import { setImmediate } from "node:timers/promises";
import type { FileSystem } from "../../extension/platform/fileSystem.ts";
import { interceptFileSystem, type FileCall } from "./interceptedFileSystem.ts";

/** Turns of the event loop after which the code after a call has started its next call. */
const QUIET_TURNS = 10;

/** A disk that records all calls and blocks some of them until it is opened. */
export class GatedDisk {
  readonly fs: FileSystem;
  readonly calls: FileCall[] = [];
  #isHeld: (call: FileCall) => boolean = () => false;
  #held: (() => void)[] = [];
  #pendingCount = 0;
  #arrived = Promise.withResolvers<undefined>();

  constructor(base: FileSystem = nodeFs) {
    this.fs = interceptFileSystem(base, async (call, proceed) => {
      this.calls.push(call);
      if (this.#isHeld(call)) {
        const opened = new Promise<void>((resolve) => this.#held.push(resolve));
        this.#arrived.resolve(undefined);
        await opened;
      }
      this.#pendingCount++;
      try {
        return await proceed();
      } finally {
        this.#pendingCount--;
      }
    });
  }

  /** Blocks matching calls. Resolves when the first one arrives. */
  hold(isHeld: (call: FileCall) => boolean): Promise<undefined> {
    this.#isHeld = isHeld;
    this.#arrived = Promise.withResolvers();
    return this.#arrived.promise;
  }

  /** Releases all calls and waits until none is pending. */
  async open(): Promise<void> {
    this.#isHeld = () => false;
    for (const resume of this.#held.splice(0)) resume();
    await this.standstill();
  }

  /** Waits until only blocked calls are pending. */
  async standstill(): Promise<void> {
    for (let quietTurns = 0; quietTurns < QUIET_TURNS; quietTurns++) {
      await setImmediate();
      if (this.#pendingCount > 0) quietTurns = 0;
    }
  }
}

/** Whether the call reads an open telemetry file. */
export function isRead({ name, path }: FileCall): boolean {
  return name === "handle.read" && path.endsWith(".jsonl");
}
