import { randomFillSync } from "node:crypto";
import { promises as fs } from "node:fs";
import { hostname, release } from "node:os";
import { systemClock } from "./platform/clock.ts";
import { nodeScheduler } from "./platform/scheduler.ts";
import { watchFolder } from "./platform/watchFolder.ts";
import { createIdSource } from "./recording/ids.ts";
import { createEditor, type ActivationContext } from "./vscode/editor.ts";
import type { Parts } from "./wiring/parts.ts";
import { createTelemetry, type Telemetry } from "./wiring/telemetry.ts";

let telemetry: Telemetry | undefined;

/** Called by VS Code once in the life of an extension host. */
export async function activate(context: ActivationContext): Promise<void> {
  const parts: Parts = {
    fs,
    clock: systemClock,
    scheduler: nodeScheduler,
    ids: createIdSource((buffer) => randomFillSync(buffer)),
    watchFolder,
    environment: process.env,
    machine: {
      name: hostname(),
      osType: process.platform,
      osVersion: release(),
      hostArch: process.arch,
    },
  };
  telemetry = createTelemetry(parts, createEditor(context, parts));
  await telemetry.activate();
}

/** VS Code waits for the promise, and for nothing else, before it ends the extension host. */
export async function deactivate(): Promise<void> {
  await telemetry?.deactivate();
}
