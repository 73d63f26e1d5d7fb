import { beginningOf } from "../format/beginning.ts";
import type { HostClient } from "./hostClient.ts";

/** What `reportProblem` takes. */
const MAX_MESSAGE_LENGTH = 4_000;

/** Tells the log of something that failed in the page, as much of it as the host takes. */
export function reportProblem(host: HostClient, message: string): void {
  host.tell("reportProblem", { message: beginningOf(message, MAX_MESSAGE_LENGTH) });
}
