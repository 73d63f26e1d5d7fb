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

  /**
   * Opens text in a new editor beside the panel. No file type means that the text is incomplete,
   * which the title says.
   */
  async open(text: string, fileType: string | undefined): Promise<void> {
    const { t } = vscode.l10n;
    const number = ++this.#count;
    const name =
      fileType === undefined
        ? t("Export Preview {0} (Partial)", number)
        : t("Export Preview {0}", number);
    // An incomplete document would be shown with syntax errors.
    const extension = fileType ?? "txt";
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
