import type {
  ChosenTarget,
  MessageAction,
  Question,
  UserInterface,
} from "../../extension/actions/userInterface.ts";
import type { Verdict } from "../../extension/actions/verdict.ts";
import { createAtomicFile } from "../../extension/platform/atomicFile.ts";
import type { FileSystem } from "../../extension/platform/fileSystem.ts";
import type { ExportRange } from "../../shared/exportRange.ts";
import type { ExportFormatId } from "../../shared/formats.ts";
import { english } from "../../extension/platform/english.ts";

/** A user with scripted answers. Records all prompts and messages. */
export class ScriptedUser implements UserInterface {
  readonly l10n = english;
  readonly #fs: FileSystem;
  /** What VS Code did or showed, in order, with the argument. */
  readonly done: (readonly [name: string, argument?: string])[] = [];
  readonly questions: Question[] = [];
  /** Answers a prompt. By default, all prompts are dismissed. */
  answer: (question: Question) => Promise<boolean> = () => Promise.resolve(false);
  range: ExportRange | undefined;
  format: ExportFormatId | undefined;
  folder: () => Promise<string | undefined> = () => Promise.resolve(undefined);
  exportPath: () => Promise<string | undefined> = () => Promise.resolve(undefined);
  /** Whether the user clicks the button of a message, if any. */
  chooseAction = false;
  texts: Readonly<Record<string, string>> = {};

  /** Cancels the export whose progress was shown last. */
  cancelExport: () => void = () => undefined;

  constructor(fs: FileSystem) {
    this.#fs = fs;
  }

  strings(): Readonly<Record<string, string>> {
    return this.texts;
  }

  pickRange(): Promise<ExportRange | undefined> {
    return Promise.resolve(this.range);
  }

  pickFormat(): Promise<ExportFormatId | undefined> {
    return Promise.resolve(this.format);
  }

  pickFolder(): Promise<string | undefined> {
    return this.folder();
  }

  async pickExportTarget(): Promise<ChosenTarget | undefined> {
    const path = await this.exportPath();
    if (path === undefined) return undefined;
    return {
      target: { name: path, isAtomic: true, begin: () => createAtomicFile(this.#fs, path, 0) },
      savedAs: path.slice(path.lastIndexOf("/") + 1),
      open: () => this.#do("open export", path),
      reveal: () => this.#do("reveal export", path),
    };
  }

  confirm(question: Question): Promise<boolean> {
    this.questions.push(question);
    return this.answer(question);
  }

  showModal(message: string): Promise<void> {
    return this.#do("show modal", message);
  }

  openFile(path: string): Promise<void> {
    return this.#do("open file", path);
  }

  revealFile(path: string): Promise<void> {
    return this.#do("reveal file", path);
  }

  revealFolder(path: string): Promise<void> {
    return this.#do("reveal folder", path);
  }

  openPreview(text: string): Promise<void> {
    return this.#do("open preview", text);
  }

  openSettings(name?: string): Promise<void> {
    return name === undefined ? this.#do("open settings") : this.#do("open settings", name);
  }

  showLog(): void {
    void this.#do("show log");
  }

  withWindowProgress<T>(title: string, work: () => Promise<T>): Promise<T> {
    void this.#do("show busy", title);
    return work();
  }

  withExportProgress<T>(run: (report: () => void) => Promise<T>, cancel: () => void): Promise<T> {
    this.cancelExport = cancel;
    void this.#do("show progress");
    return run(() => undefined);
  }

  showInformation(message: string, action?: MessageAction): void {
    void this.#do("show information", message);
    if (this.chooseAction) void action?.run();
  }

  showError(message: string): void {
    void this.#do("show error", message);
  }

  showVerdict({ message }: Verdict): void {
    void this.#do("show verdict", message);
  }

  #do(...call: readonly [name: string, argument?: string]): Promise<void> {
    this.done.push(call);
    return Promise.resolve();
  }
}
