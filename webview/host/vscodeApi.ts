import type { Port } from "../../shared/protocol/port.ts";

/** What VS Code gives a webview. */
interface VscodeApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare function acquireVsCodeApi(): VscodeApi;

/** The connection to the host, and what the page keeps over a reload. */
export interface HostPage {
  readonly port: Port;
  /** Untrusted: an older version may have kept it. */
  readonly kept: unknown;
  keep(state: unknown): void;
}

/** Acquires VS Code's interface, which a page may do once. */
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
    kept: api.getState(),
    keep: (state) => {
      api.setState(state);
    },
  };
}
