import * as vscode from "vscode";
import type { Port } from "../../shared/protocol/port.ts";
import type { PanelSession } from "../panel/panelSession.ts";
import type { Panel } from "../wiring/editor.ts";
import { panelHtml, webviewFolder } from "./panelHtml.ts";

export const PANEL_TYPE = "coder.telemetryPanel";

interface OpenPanel {
  readonly panel: vscode.WebviewPanel;
  readonly session: PanelSession;
}

/** The window's only Telemetry panel: opened by a command, and restored after a reload. */
export class TelemetryPanel implements Panel, vscode.WebviewPanelSerializer {
  readonly #extensionUri: vscode.Uri;
  readonly #createSession: (port: Port) => PanelSession;
  #open: OpenPanel | undefined;

  constructor(extensionUri: vscode.Uri, createSession: (port: Port) => PanelSession) {
    this.#extensionUri = extensionUri;
    this.#createSession = createSession;
  }

  reveal(): void {
    if (this.#open !== undefined) {
      this.#open.panel.reveal();
      return;
    }
    const panel = vscode.window.createWebviewPanel(
      PANEL_TYPE,
      vscode.l10n.t("Telemetry"),
      vscode.ViewColumn.Active,
    );
    this.#adopt(panel);
  }

  async showFolder(directory: string): Promise<void> {
    this.reveal();
    await this.#open?.session.showFolder(directory);
  }

  refreshSoon(): void {
    this.#open?.session.refreshSoon();
  }

  /** Restores the panel after a reload; the page has kept its own state. */
  deserializeWebviewPanel(panel: vscode.WebviewPanel): Promise<void> {
    if (this.#open === undefined) this.#adopt(panel);
    // A window has one panel; a second one can only be left over from a crash.
    else panel.dispose();
    return Promise.resolve();
  }

  dispose(): void {
    this.#open?.panel.dispose();
  }

  #adopt(panel: vscode.WebviewPanel): void {
    const { webview } = panel;
    webview.options = {
      enableScripts: true,
      localResourceRoots: [webviewFolder(this.#extensionUri)],
    };
    panel.iconPath = vscode.Uri.joinPath(this.#extensionUri, "media", "icon.png");
    const session = this.#createSession(portOf(webview));
    this.#open = { panel, session };
    panel.onDidChangeViewState(() => {
      if (!panel.visible) session.hide();
    });
    panel.onDidDispose(() => {
      session.dispose();
      this.#open = undefined;
    });
    webview.html = panelHtml(webview, this.#extensionUri);
  }
}

function portOf(webview: vscode.Webview): Port {
  return {
    post: (message) => {
      void deliver(webview, message);
    },
    listen: (listener) => {
      const subscription = webview.onDidReceiveMessage(listener);
      return () => {
        subscription.dispose();
      };
    },
  };
}

async function deliver(webview: vscode.Webview, message: unknown): Promise<void> {
  try {
    await webview.postMessage(message);
  } catch {
    // The panel or the window is gone; a `Port` may lose such messages.
  }
}
