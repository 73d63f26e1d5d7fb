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

  /** Opens the text beside nothing else, as a document of its own. */
  async open(text: string): Promise<void> {
    const name = vscode.l10n.t("Preview of the export {0}", ++this.#count);
    const uri = vscode.Uri.from({ scheme: SCHEME, path: `/${name}.json` });
    this.#texts.set(uri.toString(), text);
    const document = await vscode.workspace.openTextDocument(uri);
    await vscode.window.showTextDocument(document, { preview: false });
  }

  dispose(): void {
    this.#registration.dispose();
    this.#texts.clear();
  }
}
