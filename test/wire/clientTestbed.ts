import { PROTOCOL_VERSION } from "../../shared/protocol/envelope.ts";
import { HostClient } from "../../webview/host/hostClient.ts";

interface Posted {
  readonly kind: string;
  readonly method: string;
  readonly id?: number;
  readonly params: unknown;
}

/** A client with a fake host that records and sends messages. */
export class ClientTestbed {
  readonly client: HostClient;
  readonly posted: Posted[] = [];
  #receive: ((message: unknown) => void) | undefined;

  constructor() {
    this.client = new HostClient({
      post: (message) => this.posted.push(message as Posted),
      listen: (listener) => {
        this.#receive = listener;
        return () => {
          this.#receive = undefined;
        };
      },
    });
  }

  /** The ID of the latest request. */
  get lastId(): number {
    const request = this.posted.findLast(({ kind }) => kind === "request");
    if (request?.id === undefined) throw new Error("There is no request.");
    return request.id;
  }

  receive(message: unknown): void {
    this.#receive?.(message);
  }

  result(result: unknown, id = this.lastId): void {
    this.receive({ version: PROTOCOL_VERSION, kind: "result", id, result });
  }

  progress(progress: unknown, id = this.lastId): void {
    this.receive({ version: PROTOCOL_VERSION, kind: "progress", id, progress });
  }

  error(code: string, message: string, id = this.lastId): void {
    this.receive({ version: PROTOCOL_VERSION, kind: "error", id, error: { code, message } });
  }
}
