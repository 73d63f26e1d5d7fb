import { FakeDisposable, FakeEmitter } from "./fakeEvents.ts";
import { FakeUri } from "./fakeUri.ts";

/** A webview that records the messages posted to it. */
export class FakeWebview {
  readonly cspSource = "https://*.vscode-cdn.net";
  readonly received = new FakeEmitter<unknown>();
  readonly onDidReceiveMessage = this.received.event;
  readonly posted: unknown[] = [];
  options: unknown;
  html = "";

  postMessage(message: unknown): Promise<boolean> {
    this.posted.push(message);
    return Promise.resolve(true);
  }

  asWebviewUri(uri: FakeUri): FakeUri {
    return FakeUri.from({ scheme: "https", authority: "file+.vscode-cdn.net", path: uri.path });
  }
}

/** A webview panel that a test hides, shows, and closes. */
export class FakeWebviewPanel {
  readonly viewType: string;
  readonly title: string;
  readonly webview = new FakeWebview();
  /** The remaining arguments of its creation. */
  readonly creation: readonly unknown[];
  readonly #viewStateChanged = new FakeEmitter<undefined>();
  readonly #disposed = new FakeEmitter<undefined>();
  readonly onDidChangeViewState = this.#viewStateChanged.event;
  readonly onDidDispose = this.#disposed.event;
  iconPath: unknown;
  visible = true;
  revealCount = 0;
  isDisposed = false;

  constructor(viewType: string, title: string, ...creation: readonly unknown[]) {
    this.viewType = viewType;
    this.title = title;
    this.creation = creation;
  }

  reveal(): void {
    this.revealCount++;
    this.setVisible(true);
  }

  setVisible(visible: boolean): void {
    this.visible = visible;
    this.#viewStateChanged.fire(undefined);
  }

  dispose(): void {
    if (this.isDisposed) return;
    this.isDisposed = true;
    this.#disposed.fire(undefined);
  }
}

/** Restores a panel of the previous window. */
export interface FakeSerializer {
  deserializeWebviewPanel(panel: FakeWebviewPanel, state: unknown): Promise<void>;
}

/** The webview panels and their serializers. */
export class FakePanels {
  readonly opened: FakeWebviewPanel[] = [];
  readonly serializers = new Map<string, FakeSerializer>();

  create(viewType: string, title: string, ...creation: readonly unknown[]): FakeWebviewPanel {
    const panel = new FakeWebviewPanel(viewType, title, ...creation);
    this.opened.push(panel);
    return panel;
  }

  register(viewType: string, serializer: FakeSerializer): FakeDisposable {
    this.serializers.set(viewType, serializer);
    return new FakeDisposable(() => this.serializers.delete(viewType));
  }
}
