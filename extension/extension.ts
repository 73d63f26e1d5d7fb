import { randomFillSync } from "node:crypto";
import { promises as fs } from "node:fs";
import { hostname, release } from "node:os";
import { systemClock } from "./platform/clock.ts";
import { nodeScheduler } from "./platform/scheduler.ts";
import { watchFolder } from "./platform/watchFolder.ts";
import { createIdSource } from "./recording/ids.ts";
import { createEditor, type ActivationContext } from "./vscode/editor.ts";
import type { SystemServices } from "./wiring/systemServices.ts";
import { createTelemetry, type Telemetry } from "./wiring/telemetry.ts";

let telemetry: Telemetry | undefined;

/** Called by VS Code once per extension host. */
export async function activate(context: ActivationContext): Promise<void> {
  const system: SystemServices = {
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
  telemetry = createTelemetry(system, createEditor(context, system));
  await telemetry.activate();
}

/** VS Code awaits this promise, and nothing else, before it ends the extension host. */
export async function deactivate(): Promise<void> {
  await telemetry?.deactivate();
}
