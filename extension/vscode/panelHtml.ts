import { randomBytes } from "node:crypto";
import * as vscode from "vscode";

/** The bundle's folder, the only one the page may load from. */
export function webviewFolder(extensionUri: vscode.Uri): vscode.Uri {
  return vscode.Uri.joinPath(extensionUri, "dist", "webview");
}

/**
 * The panel's page. It loads its script, style sheet, and font from the bundle's folder and nothing
 * from anywhere else. The UI toolkit reads the nonce for its own styles from the meta element.
 */
export function panelHtml(webview: vscode.Webview, extensionUri: vscode.Uri): string {
  const folder = webviewFolder(extensionUri);
  const uriOf = (name: string) =>
    webview.asWebviewUri(vscode.Uri.joinPath(folder, name)).toString();
  const nonce = randomBytes(16).toString("base64url");
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src ${webview.cspSource} 'nonce-${nonce}'`,
    `font-src ${webview.cspSource}`,
  ].join("; ");
  // Without a translation the page is in English, whatever the display language.
  const language = vscode.l10n.bundle === undefined ? "en" : vscode.env.language;
  return `<!DOCTYPE html>
<html lang="${escapeAttribute(language)}">
  <head>
    <meta charset="utf-8" />
    <meta http-equiv="Content-Security-Policy" content="${policy}" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta property="csp-nonce" content="${nonce}" />
    <title>${escapeAttribute(vscode.l10n.t("Telemetry"))}</title>
    <link rel="stylesheet" href="${escapeAttribute(uriOf("main.css"))}" />
  </head>
  <body>
    <div id="root"></div>
    <script type="module" nonce="${nonce}" src="${escapeAttribute(uriOf("main.js"))}"></script>
  </body>
</html>
`;
}

function escapeAttribute(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll('"', "&quot;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;");
}
