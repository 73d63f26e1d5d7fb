import { createContext, useContext } from "react";
import type { HostClient } from "./hostClient.ts";

/** Provides the connection to the host; set once, at the root. */
export const HostContext = createContext<HostClient | undefined>(undefined);

/** The connection to the host; throws outside `HostContext`. */
export function useHost(): HostClient {
  const host = useContext(HostContext);
  if (host === undefined) throw new Error("useHost must be used inside HostContext.");
  return host;
}
