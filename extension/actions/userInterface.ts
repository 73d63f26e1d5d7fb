import type { ExportRange } from "../../shared/exportRange.ts";
import type { ExportFormatId } from "../../shared/formats.ts";
import type { ExportTarget } from "../export/exportJob.ts";
import type { L10n } from "../platform/l10n.ts";
import type { ReportProgress } from "./progress.ts";
import type { Verdict } from "./verdict.ts";

/** The location the user chose for an export. */
export interface ChosenTarget {
  readonly target: ExportTarget;
  /** File name without its folder. */
  readonly savedAs: string;
  open(): Promise<void>;
  reveal(): Promise<void>;
}

/** A modal confirmation. */
export interface Question {
  readonly message: string;
  readonly detail: string;
  /** Label of the confirming button. */
  readonly confirmLabel: string;
}

/** A button on a message. */
export interface MessageAction {
  readonly label: string;
  run(): Promise<void>;
}

/**
 * The prompts and messages of commands and the panel. Paths come from the host, never from the
 * panel's page.
 */
export interface UserInterface {
  readonly l10n: L10n;
  /** Translations for the panel's page, keyed by the English string; empty in English. */
  strings(): Readonly<Record<string, string>>;

  /** Resolves to undefined if the user cancels, as do the prompts below. */
  pickRange(): Promise<ExportRange | undefined>;
  pickFormat(): Promise<ExportFormatId | undefined>;
  pickExportTarget(range: ExportRange, format: ExportFormatId): Promise<ChosenTarget | undefined>;
  /** Throws if the user picks a folder that is not on this machine. */
  pickFolder(): Promise<string | undefined>;
  /** Resolves to false if the user cancels. */
  confirm(question: Question): Promise<boolean>;
  /** Shows a modal message and resolves once it is closed. */
  showModal(message: string): Promise<void>;

  openFile(path: string): Promise<void>;
  revealFile(path: string): Promise<void>;
  revealFolder(path: string): Promise<void>;
  /** Opens an export's text in a read-only editor. No file type means that it is incomplete. */
  openPreview(text: string, fileType: string | undefined): Promise<void>;
  /** Opens the named setting, or all settings of this extension. */
  openSettings(name?: string): Promise<void>;
  showLog(): void;

  /** Shows progress in the status bar until `work` settles. */
  withWindowProgress<T>(title: string, work: () => Promise<T>): Promise<T>;
  /** Shows an export's progress in a notification with a Cancel button. */
  withExportProgress<T>(
    run: (report: ReportProgress) => Promise<T>,
    cancel: () => void,
  ): Promise<T>;

  /** Like the messages below, does not wait for an answer. */
  showInformation(message: string, action?: MessageAction): void;
  /** Offers to show the log. */
  showError(message: string): void;
  /** Offers to open or reveal `document`, and to show the log if there were problems. */
  showVerdict(verdict: Verdict, document?: ChosenTarget): void;
}
