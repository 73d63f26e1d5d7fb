import * as vscode from "vscode";

const SCHEME = "coder-telemetry-preview";

/** Shows previews as read-only documents; each is kept until it is closed. */
export class PreviewDocuments implements vscode.TextDocumentContentProvider, vscode.Disposable {
  readonly #contents = new Map<string, string>();
  readonly #registration: vscode.Disposable;
  #count = 0;

  constructor() {
    this.#registration = vscode.Disposable.from(
      vscode.workspace.registerTextDocumentContentProvider(SCHEME, this),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => {
        this.#contents.delete(uri.toString());
      }),
    );
  }

  provideTextDocumentContent(uri: vscode.Uri): string | undefined {
    return this.#contents.get(uri.toString());
  }

  /** Opens text in a new editor beside the panel; its title says if the text is incomplete. */
  async open(text: string, isComplete: boolean): Promise<void> {
    const { t } = vscode.l10n;
    const number = ++this.#count;
    const name = isComplete
      ? t("Export Preview {0}", number)
      : t("Export Preview {0} (Partial)", number);
    // A partial document is not valid JSON and would be shown with errors.
    const extension = isComplete ? "json" : "txt";
    const uri = vscode.Uri.from({ scheme: SCHEME, path: `/${name}.${extension}` });
    this.#contents.set(uri.toString(), text);
    const document = await vscode.workspace.openTextDocument(uri);
    await vscode.window.showTextDocument(document, {
      preview: false,
      viewColumn: vscode.ViewColumn.Beside,
    });
  }

  dispose(): void {
    this.#registration.dispose();
    this.#contents.clear();
  }
}
