import type { Port } from "../../shared/protocol/port.ts";

/** An in-memory connection. Messages arrive at the other end asynchronously, as JSON. */
export function createPortPair(): { readonly panel: Port; readonly host: Port } {
  const panelListeners = new Set<Listener>();
  const hostListeners = new Set<Listener>();
  return {
    panel: portOf(panelListeners, hostListeners),
    host: portOf(hostListeners, panelListeners),
  };
}

type Listener = (message: unknown) => void;

function portOf(own: Set<Listener>, others: Set<Listener>): Port {
  return {
    post(message) {
      const text = JSON.stringify(message) as string | undefined;
      queueMicrotask(() => {
        for (const listener of others) listener(text === undefined ? text : JSON.parse(text));
      });
    },
    listen(listener) {
      own.add(listener);
      return () => {
        own.delete(listener);
      };
    },
  };
}
