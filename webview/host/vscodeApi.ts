import type { Port } from "../../shared/protocol/port.ts";

/** The API that VS Code provides to a webview. */
interface VscodeApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare function acquireVsCodeApi(): VscodeApi;

/** The connection to the host, and the state that survives a reload of the page. */
export interface HostPage {
  readonly port: Port;
  /** Untrusted: may have been saved by another version. */
  readonly savedState: unknown;
  saveState(state: unknown): void;
}

/** Acquires VS Code's API, which a page may do only once. */
export function acquireHostPage(): HostPage {
  const api = acquireVsCodeApi();
  return {
    port: {
      post: (message) => {
        api.postMessage(message);
      },
      listen: (listener) => {
        const receive = (event: MessageEvent<unknown>) => {
          listener(event.data);
        };
        window.addEventListener("message", receive);
        return () => {
          window.removeEventListener("message", receive);
        };
      },
    },
    savedState: api.getState(),
    saveState: (state) => {
      api.setState(state);
    },
  };
}
