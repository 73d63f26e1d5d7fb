import { truncate } from "../../shared/truncate.ts";
import type { HostClient } from "./hostClient.ts";

/** The limit of `reportProblem` in the protocol. */
const MAX_MESSAGE_LENGTH = 4_000;

/** Logs a failure in the page; long messages are truncated. */
export function reportProblem(host: HostClient, message: string): void {
  host.send("reportProblem", { message: truncate(message, MAX_MESSAGE_LENGTH) });
}
