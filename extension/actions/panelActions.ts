import type { ExportRange } from "../../shared/exportRange.ts";
import type { ExportFormatId } from "../../shared/formats.ts";
import type { ExportTarget } from "../export/exportJob.ts";
import type { RecordedExportResult } from "./recordedExport.ts";
import type { DeletionPlan, DeletionReport } from "../store/retention/deletion.ts";

/** A sentence or two for the user; with problems it wants their attention. */
export interface Verdict {
  readonly message: string;
  readonly hasProblems: boolean;
}

/** Where the user chose to save. */
export interface ChosenTarget {
  readonly target: ExportTarget;
  /** Name of the file, without its folders. */
  readonly savedAs: string;
  open(): Promise<void>;
  reveal(): Promise<void>;
}

/** What only VS Code can do for the panel. Paths are the host's own; none comes from the panel. */
export interface PanelActions {
  /** The text in the language of VS Code, with `{0}` and so on replaced. */
  t(message: string, ...args: readonly (string | number)[]): string;
  /** The sentence for the user about what was thrown. */
  describeFailure(error: unknown): string;
  /** The panel's texts in the language of VS Code, by the English ones; empty for English. */
  strings(): Readonly<Record<string, string>>;
  /** Undefined where the user gave up; the same holds for the target. */
  chooseFolder(): Promise<string | undefined>;
  chooseExportTarget(range: ExportRange, format: ExportFormatId): Promise<ChosenTarget | undefined>;
  describeExport(result: RecordedExportResult, savedAs: string): Verdict;
  /** False where the user gave up, or where there is nothing to delete, which it says. */
  confirmDeletion(plan: DeletionPlan): Promise<boolean>;
  describeDeletion(plan: DeletionPlan, report: DeletionReport): Verdict;
  openFile(path: string): Promise<void>;
  revealFile(path: string): Promise<void>;
  openFolder(path: string): Promise<void>;
  /** Opens a text as a read-only document; where it is not whole, the document's name says so. */
  openDocument(text: string, isWhole: boolean): Promise<void>;
  openSettings(): Promise<void>;
  showLog(): void;
  /**
   * Shows an export that goes on without the panel until it ends, with the way to cancel it. Gives
   * what takes its progress in bytes.
   */
  showExportProgress(
    exporting: Promise<unknown>,
    cancel: () => void,
  ): (readBytes: number, totalBytes: number) => void;
  /** Shows a verdict that the panel is no longer there to show; a document can be opened. */
  showVerdict(verdict: Verdict, document: ChosenTarget | undefined): void;
  showError(message: string): void;
}
