import type { ExportRange } from "../../shared/exportRange.ts";
import type { ExportFormatId } from "../../shared/formats.ts";
import type { ExportTarget } from "../export/exportJob.ts";
import type { L10n } from "../platform/l10n.ts";
import type { ReportProgress } from "./progress.ts";
import type { Verdict } from "./verdict.ts";

/** Where the user chose to save. */
export interface ChosenTarget {
  readonly target: ExportTarget;
  /** Name of the file, without its folders. */
  readonly savedAs: string;
  open(): Promise<void>;
  reveal(): Promise<void>;
}

/** A question that must be answered before anything goes on. */
export interface Question {
  readonly message: string;
  readonly detail: string;
  /** Label of the button that says yes. */
  readonly confirmLabel: string;
}

/** A button of a message. */
export interface MessageAction {
  readonly label: string;
  run(): Promise<void>;
}

/**
 * What commands and the panel ask the user, and what they show. Paths are the host's own; none
 * comes from the panel's page.
 */
export interface UserInterface {
  readonly l10n: L10n;
  /** The page's texts in the language of VS Code, by the English ones; empty for English. */
  strings(): Readonly<Record<string, string>>;

  /** Undefined where the user gave up; the same holds for what else is asked. */
  askRange(): Promise<ExportRange | undefined>;
  askFormat(): Promise<ExportFormatId | undefined>;
  askExportTarget(range: ExportRange, format: ExportFormatId): Promise<ChosenTarget | undefined>;
  /** Throws where the user chose a folder of another file system. */
  askFolder(): Promise<string | undefined>;
  /** False where the user gave up. */
  confirm(question: Question): Promise<boolean>;
  /** Says something that must be read before anything goes on. */
  acknowledge(message: string): Promise<void>;

  openFile(path: string): Promise<void>;
  revealFile(path: string): Promise<void>;
  openFolder(path: string): Promise<void>;
  /** Opens a text as a read-only document; where it is not whole, the document's name says so. */
  openDocument(text: string, isWhole: boolean): Promise<void>;
  /** All settings of this extension, or the one of that name. */
  openSettings(name?: string): Promise<void>;
  showLog(): void;

  /** Shows in the window that something is under way. */
  withBusyWindow<T>(title: string, work: () => Promise<T>): Promise<T>;
  /** Shows an export with its progress and the way to cancel it. */
  withExportProgress<T>(
    run: (report: ReportProgress) => Promise<T>,
    cancel: () => void,
  ): Promise<T>;

  /** None of these waits for an answer. */
  showInformation(message: string, action?: MessageAction): void;
  /** With the way to the log. */
  showError(message: string): void;
  /** A document can be opened and revealed; with problems there is the way to the log. */
  showVerdict(verdict: Verdict, document?: ChosenTarget): void;
}
