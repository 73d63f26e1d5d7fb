import { DAY_MS, startOfDayMs, utcDayOf, type UtcDay } from "../../../shared/days.ts";
import { MAX_INSTANT_MS } from "../../../shared/timestamp.ts";
import { CONFIRMATION_MS } from "./clockSightings.ts";
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

/** What the age limit needs besides the files. */
export interface AgeEvidence {
  /** Days before today on which the clock was seen; see `ClockSightings`. */
  readonly seenDays: readonly UtcDay[];
  /** Names of files the current session wrote to in the last 24 hours of its running time. */
  readonly freshFileNames: ReadonlySet<string>;
}

/** The result of applying retention. */
export interface RetentionReport {
  readonly deletedFiles: number;
  readonly deletedBytes: number;
  readonly failures: readonly string[];
}

/** A remote extension host may outlive its window by hours, and a laptop may sleep overnight. */
const WRITER_GRACE_MS = DAY_MS;

/**
 * A clock that was seen within this time has not jumped. Covers someone who opens VS Code once a
 * week.
 */
const CLOCK_CONFIRMATION_MS = 7 * DAY_MS;

/** The file format did not exist before. */
const EARLIEST_PLAUSIBLE_MS = Date.UTC(2026, 0, 1);

/** Deletes the files that exceed the limits. Throws only if the folder cannot be listed. */
export async function applyRetention(
  fs: FileSystem,
  directory: string,
  limits: RetentionLimits,
  moment: RetentionMoment,
  evidence: AgeEvidence,
): Promise<RetentionReport> {
  const failures: string[] = [];
  const files = await listStoreFiles(fs, directory, {}, ({ name }, { message }) => {
    failures.push(`${name} could not be examined: ${message}`);
  });
  let deletedFiles = 0;
  let deletedBytes = 0;
  for (const file of selectForDeletion(files, limits, moment, evidence)) {
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
 * A wrong clock must not wipe the store. So age is measured from today only if the clock was seen,
 * or a file written, on one of the seven days before; else from the last day before today on which
 * the clock was seen, and not at all if there is none. A clock that jumps far ahead is therefore
 * believed once it has been seen again on a later day. The size limit does not depend on the clock.
 * If the clock is earlier than the file format, nothing is selected.
 */
export function selectForDeletion(
  files: readonly StoreFile[],
  limits: RetentionLimits,
  moment: RetentionMoment,
  { seenDays, freshFileNames }: AgeEvidence,
): readonly StoreFile[] {
  if (!(moment.nowMs >= EARLIEST_PLAUSIBLE_MS && moment.nowMs <= MAX_INSTANT_MS)) return [];
  const oldestFirst = [...files].sort(compareFileNames);
  const referenceMs = ageReferenceMs(oldestFirst, seenDays, moment.nowMs);
  const oldestKeptMs = referenceMs - limits.maxAgeDays * DAY_MS;

  const selected: StoreFile[] = [];
  let totalBytes = oldestFirst.reduce((sum, file) => sum + file.byteCount, 0);
  const beingWritten = filesBeingWritten(oldestFirst, moment);
  for (const file of oldestFirst) {
    if (beingWritten.has(file)) continue;
    // After a clock that was behind has been set, this session's recent files have old names.
    const isTooOld = startOfDayMs(file.day) < oldestKeptMs && !freshFileNames.has(file.name);
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
  // A time far in the future is from a clock that was wrong: no session is writing then.
  const recent = oldestFirst.filter(
    (file) => file.session8 === session8 || Math.abs(file.modifiedMs - nowMs) < WRITER_GRACE_MS,
  );
  const sessions = new Set(recent.map((file) => file.session8));
  const lastFiles = new Map<string, StoreFile>();
  const lastFilesOfToday = new Map<string, StoreFile>();
  for (const file of oldestFirst) {
    if (!sessions.has(file.session8)) continue;
    lastFiles.set(file.session8, file);
    if (file.day === today) lastFilesOfToday.set(file.session8, file);
  }
  const isLast = (file: StoreFile) =>
    lastFiles.get(file.session8) === file || lastFilesOfToday.get(file.session8) === file;
  return new Set(recent.filter(isLast));
}

/** The start of the day that age is measured from; -Infinity if nothing confirms the clock. */
function ageReferenceMs(
  files: readonly StoreFile[],
  seenDays: readonly UtcDay[],
  nowMs: number,
): number {
  const todayMs = startOfDayMs(utcDayOf(nowMs));
  const seenMs = seenDays.map(startOfDayMs).filter((dayMs) => dayMs < todayMs);
  // A file that was written just before midnight says no more than the clock itself.
  const settled = files.filter(({ modifiedMs }) => modifiedMs <= nowMs - CONFIRMATION_MS);
  const fileMs = settled.map(({ day }) => startOfDayMs(day)).filter((dayMs) => dayMs < todayMs);
  const isConfirmed = (dayMs: number) => dayMs >= todayMs - CLOCK_CONFIRMATION_MS;
  if (seenMs.some(isConfirmed) || fileMs.some(isConfirmed)) return todayMs;
  return Math.max(...seenMs);
}
