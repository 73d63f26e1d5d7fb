import type { SessionContext } from "../../shared/event.ts";

/** Facts about the editor and its machine. */
export interface PlatformFacts {
  readonly extensionVersion: string;
  readonly machineId: string;
  readonly platformName: string;
  readonly platformVersion: string;
  /** `process.platform`. */
  readonly osType: string;
  /** `os.release()`. */
  readonly osVersion: string;
  /** `process.arch`. */
  readonly hostArch: string;
}

/** The context of one session, in the field names and order of the file header. */
export function createSessionContext(sessionId: string, facts: PlatformFacts): SessionContext {
  return {
    extension_version: facts.extensionVersion,
    machine_id: facts.machineId,
    session_id: sessionId,
    os_type: facts.osType,
    os_version: facts.osVersion,
    host_arch: facts.hostArch,
    platform_name: facts.platformName,
    platform_version: facts.platformVersion,
  };
}
