import { createContext, useContext } from "react";
import type { HostClient } from "./hostClient.ts";

/** The connection to the host, given once at the root. */
export const HostContext = createContext<HostClient | undefined>(undefined);

/** The connection to the host; throws outside of the context. */
export function useHost(): HostClient {
  const host = useContext(HostContext);
  if (host === undefined) throw new Error("There is no connection to the host here.");
  return host;
}
