import { createAtomicFile } from "../../extension/platform/atomicFile.ts";
import type { PanelActions } from "../../extension/actions/panelActions.ts";
import type { DeletionPlan } from "../../extension/store/retention/deletion.ts";
import { toError, type FileSystem } from "../../extension/platform/fileSystem.ts";

/** What a user chooses in the editor's prompts, and what the panel had the editor do. */
export class ScriptedActions implements PanelActions {
  readonly #fs: FileSystem;
  /** The editor's calls in their order, each with its argument. */
  readonly done: (readonly [name: string, argument?: string])[] = [];
  /** The plans that the user was asked about. */
  readonly plans: DeletionPlan[] = [];
  /** How the user answers; by default each prompt is given up. */
  confirm: (plan: DeletionPlan) => Promise<boolean> = () => Promise.resolve(false);
  folder: () => Promise<string | undefined> = () => Promise.resolve(undefined);
  exportPath: () => Promise<string | undefined> = () => Promise.resolve(undefined);
  texts: Readonly<Record<string, string>> = {};

  /** Cancels the export whose progress is shown last. */
  cancelFollowed: () => void = () => undefined;

  constructor(fs: FileSystem) {
    this.#fs = fs;
  }

  t(message: string, ...args: readonly (string | number)[]): string {
    return message.replaceAll(/\{(\d+)\}/g, (_, index: string) => String(args[Number(index)]));
  }

  describeFailure(error: unknown): string {
    return toError(error).message;
  }

  strings(): Readonly<Record<string, string>> {
    return this.texts;
  }

  chooseFolder(): Promise<string | undefined> {
    return this.folder();
  }

  async chooseExportTarget(): ReturnType<PanelActions["chooseExportTarget"]> {
    const path = await this.exportPath();
    if (path === undefined) return undefined;
    return {
      target: { name: path, begin: () => createAtomicFile(this.#fs, path, 0) },
      savedAs: path.slice(path.lastIndexOf("/") + 1),
      open: () => this.#do("open export", path),
      reveal: () => this.#do("reveal export", path),
    };
  }

  describeExport({ summary }: Parameters<PanelActions["describeExport"]>[0]) {
    const { eventCount, report } = summary;
    const hasProblems = report.skippedLineCount > 0 || report.unreadFiles.length > 0;
    return { message: `Exported: ${eventCount}.`, hasProblems };
  }

  confirmDeletion(plan: DeletionPlan): Promise<boolean> {
    this.plans.push(plan);
    return this.confirm(plan);
  }

  describeDeletion(...[, report]: Parameters<PanelActions["describeDeletion"]>) {
    const { deletedFileCount, deletedEventCount, failures } = report;
    return {
      message: `Deleted: ${deletedFileCount} with ${deletedEventCount}.`,
      hasProblems: failures.length > 0,
    };
  }

  openFile(path: string): Promise<void> {
    return this.#do("open file", path);
  }

  revealFile(path: string): Promise<void> {
    return this.#do("reveal file", path);
  }

  openFolder(path: string): Promise<void> {
    return this.#do("open folder", path);
  }

  openDocument(text: string): Promise<void> {
    return this.#do("open document", text);
  }

  openSettings(): Promise<void> {
    return this.#do("open settings");
  }

  showLog(): void {
    void this.#do("show log");
  }

  showExportProgress(_: Promise<unknown>, cancel: () => void): () => void {
    this.cancelFollowed = cancel;
    void this.#do("show progress");
    return () => undefined;
  }

  showVerdict({ message }: Parameters<PanelActions["showVerdict"]>[0]): void {
    void this.#do("show verdict", message);
  }

  showError(message: string): void {
    void this.#do("show error", message);
  }

  #do(...call: readonly [name: string, argument?: string]): Promise<void> {
    this.done.push(call);
    return Promise.resolve();
  }
}
