import * as vscode from "vscode";

const SCHEME = "coder-telemetry-preview";

/** Previews as read-only documents; each is kept until it is closed. */
export class PreviewDocuments implements vscode.TextDocumentContentProvider, vscode.Disposable {
  readonly #texts = new Map<string, string>();
  readonly #registration: vscode.Disposable;
  #count = 0;

  constructor() {
    this.#registration = vscode.Disposable.from(
      vscode.workspace.registerTextDocumentContentProvider(SCHEME, this),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => {
        this.#texts.delete(uri.toString());
      }),
    );
  }

  provideTextDocumentContent(uri: vscode.Uri): string | undefined {
    return this.#texts.get(uri.toString());
  }

  /** Opens the text beside the panel, as a document of its own whose name says if it is cut. */
  async open(text: string, isComplete: boolean): Promise<void> {
    const { t } = vscode.l10n;
    const number = ++this.#count;
    const name = isComplete
      ? t("Preview of the export {0}", number)
      : t("Beginning of the export {0}", number);
    // A document that is cut is no JSON, and would be marked as faulty.
    const extension = isComplete ? "json" : "txt";
    const uri = vscode.Uri.from({ scheme: SCHEME, path: `/${name}.${extension}` });
    this.#texts.set(uri.toString(), text);
    const document = await vscode.workspace.openTextDocument(uri);
    await vscode.window.showTextDocument(document, {
      preview: false,
      viewColumn: vscode.ViewColumn.Beside,
    });
  }

  dispose(): void {
    this.#registration.dispose();
    this.#texts.clear();
  }
}
