import { promises as nodeFs } from "node:fs";
import { setImmediate } from "node:timers/promises";
import type { FileSystem } from "../../extension/platform/fileSystem.ts";
import { interceptFileSystem, type FileCall } from "./interceptedFileSystem.ts";

/** Of the event loop: what one call led to has begun its next one by then. */
const QUIET_TURNS = 10;

/** A disk that holds certain calls back until it is opened, and remembers all of them. */
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

  /** From now on such calls wait; resolves once the first of them has come. */
  hold(isHeld: (call: FileCall) => boolean): Promise<undefined> {
    this.#isHeld = isHeld;
    this.#arrived = Promise.withResolvers();
    return this.#arrived.promise;
  }

  /** Lets go on what waits and what comes, and waits until nothing is under way any more. */
  async open(): Promise<void> {
    this.#isHeld = () => false;
    for (const resume of this.#held.splice(0)) resume();
    await this.standstill();
  }

  /** Waits until no call is under way but those that are held back. */
  async standstill(): Promise<void> {
    for (let quietTurns = 0; quietTurns < QUIET_TURNS; quietTurns++) {
      await setImmediate();
      if (this.#pendingCount > 0) quietTurns = 0;
    }
  }
}

/** Reading from an open telemetry file. */
export function isRead({ name, path }: FileCall): boolean {
  return name === "handle.read" && path.endsWith(".jsonl");
}
