import { DAY_MS, startOfDayMs, utcDayOf } from "../../../shared/days.ts";
import { MAX_INSTANT_MS } from "../../../shared/timestamp.ts";
import { compareFileNames } from "../fileName.ts";
import { errorCode, toError, type FileSystem } from "../../platform/fileSystem.ts";
import { listStoreFiles, type StoreFile } from "../storeFiles.ts";

export interface RetentionLimits {
  /** Files of days further back are deleted. */
  readonly maxAgeDays: number;
  /** The oldest files are deleted until the others fit. */
  readonly maxTotalBytes: number;
}

export interface RetentionMoment {
  readonly nowMs: number;
  /** First eight hex digits of the current session's id. */
  readonly session8: string;
}

/** The result of applying retention. */
export interface RetentionReport {
  readonly deletedFiles: number;
  readonly deletedBytes: number;
  readonly failures: readonly string[];
}

/** A remote extension host may outlive its window by hours, and a laptop may sleep overnight. */
const WRITER_GRACE_MS = DAY_MS;

/** Long enough that the age limit works for someone who opens the editor once a week. */
const CLOCK_CONFIRMATION_MS = 7 * DAY_MS;

/** The file format did not exist before. */
const EARLIEST_PLAUSIBLE_MS = Date.UTC(2026, 0, 1);

/** Deletes the files that exceed the limits. Throws only if the folder cannot be listed. */
export async function applyRetention(
  fs: FileSystem,
  directory: string,
  limits: RetentionLimits,
  moment: RetentionMoment,
): Promise<RetentionReport> {
  const files = await listStoreFiles(fs, directory);
  const failures: string[] = [];
  let deletedFiles = 0;
  let deletedBytes = 0;
  for (const file of selectForDeletion(files, limits, moment)) {
    try {
      await fs.unlink(file.path);
      deletedFiles++;
      deletedBytes += file.byteCount;
    } catch (error) {
      if (errorCode(error) === "ENOENT") continue;
      failures.push(`${file.path} could not be deleted: ${toError(error).message}`);
    }
  }
  return { deletedFiles, deletedBytes, failures };
}

/**
 * Selects the files older than `maxAgeDays` by the day in their name, then the oldest ones until
 * the others fit in `maxTotalBytes`. Never selects the last file of a session that may still write.
 *
 * A wrong clock must not wipe the store. So the age limit applies only if a file from one of the
 * seven days before today confirms the clock: there is none if the clock just jumped far ahead (or
 * after a vacation, when the age limit applies from the second day). The size limit does not depend
 * on the clock. If the clock is earlier than the file format, nothing is selected.
 */
export function selectForDeletion(
  files: readonly StoreFile[],
  limits: RetentionLimits,
  moment: RetentionMoment,
): readonly StoreFile[] {
  if (!(moment.nowMs >= EARLIEST_PLAUSIBLE_MS && moment.nowMs <= MAX_INSTANT_MS)) return [];
  const oldestFirst = [...files].sort(compareFileNames);
  const todayMs = startOfDayMs(utcDayOf(moment.nowMs));
  const oldestKeptMs = isClockConfirmed(oldestFirst, todayMs)
    ? todayMs - limits.maxAgeDays * DAY_MS
    : Number.NEGATIVE_INFINITY;

  const selected: StoreFile[] = [];
  let totalBytes = oldestFirst.reduce((sum, file) => sum + file.byteCount, 0);
  const beingWritten = filesBeingWritten(oldestFirst, moment);
  for (const file of oldestFirst) {
    if (beingWritten.has(file)) continue;
    const isTooOld = startOfDayMs(file.day) < oldestKeptMs;
    if (!isTooOld && totalBytes <= limits.maxTotalBytes) continue;
    selected.push(file);
    totalBytes -= file.byteCount;
  }
  return selected;
}

/**
 * The files that a session may still append to: its last file and, in case the clock was set back,
 * its last file of today, if it is the current session or wrote recently. `oldestFirst` must be
 * sorted by `compareFileNames`.
 */
export function filesBeingWritten(
  oldestFirst: readonly StoreFile[],
  { nowMs, session8 }: RetentionMoment,
): ReadonlySet<StoreFile> {
  const today = utcDayOf(nowMs);
  const lastFiles = new Map(oldestFirst.map((file) => [file.session8, file]));
  const lastFilesOfToday = new Map(
    oldestFirst.filter((file) => file.day === today).map((file) => [file.session8, file]),
  );
  const written = oldestFirst.filter((file) => {
    const isLast =
      lastFiles.get(file.session8) === file || lastFilesOfToday.get(file.session8) === file;
    const mayBeWritten = file.session8 === session8 || file.modifiedMs > nowMs - WRITER_GRACE_MS;
    return isLast && mayBeWritten;
  });
  return new Set(written);
}

function isClockConfirmed(files: readonly StoreFile[], todayMs: number): boolean {
  return files.some((file) => {
    const dayMs = startOfDayMs(file.day);
    return dayMs < todayMs && dayMs >= todayMs - CLOCK_CONFIRMATION_MS;
  });
}
