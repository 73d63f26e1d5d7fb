import { DAY_MS, startOfDayMs, utcDayOf } from "../../../shared/days.ts";
import { MAX_INSTANT_MS } from "../../../shared/timestamp.ts";
import { compareFileNames } from "../fileName.ts";
import { errorCode, toError, type FileSystem } from "../../platform/fileSystem.ts";
import { listStoreFiles, type StoreFile } from "../storeFiles.ts";

export interface RetentionLimits {
  /** Files of days further back than this go. */
  readonly maxAgeDays: number;
  /** The oldest files go until the rest is no larger. */
  readonly maxTotalBytes: number;
}

export interface RetentionMoment {
  readonly nowMs: number;
  /** First eight digits of the running session's id. */
  readonly session8: string;
}

/** What a run of retention did. */
export interface RetentionReport {
  readonly deletedFiles: number;
  readonly deletedBytes: number;
  readonly failures: readonly string[];
}

/** A remote extension host outlives its window by hours, and a laptop may sleep for a night. */
const WRITER_GRACE_MS = DAY_MS;

/** Somebody who opens the editor once a week still has old files deleted by their age. */
const CLOCK_PROOF_MS = 7 * DAY_MS;

/** No file can be older than the format it is in. */
const FORMAT_MADE_MS = Date.UTC(2026, 0, 1);

/** Deletes what the limits no longer allow. Throws only where the folder cannot be listed. */
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
 * Chooses what goes: first the files older than `maxAgeDays` by the day in their name, then the
 * oldest until `maxTotalBytes` holds. Never the last file of a session that may still be writing.
 *
 * A wrong clock must not wipe the store, so age counts only while the clock is confirmed by a file
 * of one of the seven days before today. A clock that has just jumped far ahead finds none, and
 * neither does one after a holiday, where age counts from the second day on. The limit of bytes
 * always holds, since no clock can inflate it. Nothing goes under a clock from before this format.
 */
export function selectForDeletion(
  files: readonly StoreFile[],
  limits: RetentionLimits,
  moment: RetentionMoment,
): readonly StoreFile[] {
  if (!(moment.nowMs >= FORMAT_MADE_MS && moment.nowMs <= MAX_INSTANT_MS)) return [];
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
 * The files that a session may still append to: its last one or, once the clock has gone back, its
 * last one of today, where the session is this one or wrote lately. `oldestFirst` is in the order
 * of `compareFileNames`.
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
    return dayMs < todayMs && dayMs >= todayMs - CLOCK_PROOF_MS;
  });
}
