import type { L10n } from "../platform/l10n.ts";

/**
 * Names the remote host that the extension runs on; undefined on the user's own machine. Windows
 * share a pause only if their extension runs on the same host: each has its own storage.
 */
export type RemoteHost = string | undefined;

/** Which windows a pause covers, and which it does not. */
export function describePausedWindows(t: L10n["t"], remoteHost: RemoteHost): string {
  return remoteHost === undefined
    ? t(
        "Telemetry recording is paused in all windows on this machine. Windows connected to remote " +
          "hosts are paused separately.",
      )
    : t(
        "Telemetry recording is paused in all windows connected to {0}. Other windows are paused " +
          "separately.",
        remoteHost,
      );
}

export function describeUnsharedPause(
  t: L10n["t"],
  remoteHost: RemoteHost,
  reason: string,
): string {
  return remoteHost === undefined
    ? t(
        "Recording is paused here, but other windows on this machine are still recording: {0}",
        reason,
      )
    : t(
        "Recording is paused here, but other windows connected to {0} are still recording: {1}",
        remoteHost,
        reason,
      );
}

export function describeUnsharedResume(
  t: L10n["t"],
  remoteHost: RemoteHost,
  reason: string,
): string {
  return remoteHost === undefined
    ? t("Recording resumed here, but other windows on this machine are still paused: {0}", reason)
    : t(
        "Recording resumed here, but other windows connected to {0} are still paused: {1}",
        remoteHost,
        reason,
      );
}
