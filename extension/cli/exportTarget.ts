import { promises as fs } from "node:fs";
import { resolve } from "node:path";
import { ExportError, type ExportTarget } from "../export/exportJob.ts";
import { isOpenInput } from "../export/inputTarget.ts";
import { createAtomicFile } from "../platform/atomicFile.ts";
import { UsageError } from "./commandLine.ts";
import {
  descriptorOf,
  descriptorTarget,
  specialFileTarget,
  statDescriptor,
} from "./writeThrough.ts";

export interface ChosenTarget {
  readonly target: ExportTarget;
  readonly isStandardOutput: boolean;
}

/**
 * The target that `--output` names: an open descriptor, a pipe or a device, or a file, which is
 * replaced as a whole. Throws if a descriptor cannot be written to, or is a telemetry file of
 * `directory`.
 */
export async function chooseTarget(
  directory: string,
  output: string,
  nowMs: number,
): Promise<ChosenTarget> {
  const descriptor = await descriptorOf(output);
  if (descriptor !== undefined) {
    const name = output === "-" ? "standard output" : output;
    const target = await openTarget(directory, descriptor, name);
    return { target, isStandardOutput: descriptor === process.stdout.fd };
  }
  const target = (await specialFileTarget(output)) ?? fileTarget(output, nowMs);
  return { target, isStandardOutput: false };
}

async function openTarget(
  directory: string,
  descriptor: number,
  name: string,
): Promise<ExportTarget> {
  const open = await statDescriptor(descriptor);
  if (open === undefined) throw new UsageError(`Cannot write to ${name}: nothing is open there.`);
  // Node has descriptors of its own, such as for events of the system.
  if (!(open.isFile() || open.isFIFO() || open.isCharacterDevice() || open.isSocket())) {
    throw new UsageError(`Cannot write to ${name}: it is not a file, pipe, device, or socket.`);
  }
  if (await isOpenInput(fs, directory, open)) {
    throw new ExportError("targetIsInput", name);
  }
  return descriptorTarget(descriptor, name);
}

function fileTarget(path: string, nowMs: number): ExportTarget {
  return {
    name: path,
    path: resolve(path),
    isAtomic: true,
    begin: () => createAtomicFile(fs, resolve(path), nowMs),
  };
}
