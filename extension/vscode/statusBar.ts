import * as vscode from "vscode";
import type { Recording } from "../../shared/protocol/values.ts";
import type { CommandId } from "../recording/commandIds.ts";
import { describePausedWindows, type RemoteHost } from "../pausing/pauseMessages.ts";
import type { StatusBar as EditorStatusBar } from "../wiring/editor.ts";
import { displayLocale } from "./locale.ts";

interface Appearance {
  readonly text: string;
  readonly tooltip: string;
  readonly isWarning: boolean;
}

/** The status bar item: visible only while recording is paused or failing. Opens the panel. */
export class StatusBar implements EditorStatusBar {
  readonly #item: vscode.StatusBarItem;
  readonly #remoteHost: RemoteHost;

  constructor(remoteHost: RemoteHost) {
    const { t } = vscode.l10n;
    this.#remoteHost = remoteHost;
    this.#item = vscode.window.createStatusBarItem(
      "coder.telemetry.status",
      vscode.StatusBarAlignment.Right,
    );
    this.#item.name = t("Coder Telemetry");
    this.#item.command = {
      command: "coder.openTelemetryPanel" satisfies CommandId,
      title: t("Open Telemetry Panel"),
    };
  }

  update(recording: Recording, bufferedEventCount: number): void {
    const appearance = appearanceOf(recording, bufferedEventCount, this.#remoteHost);
    if (appearance === undefined) {
      this.#item.hide();
      return;
    }
    const { text, tooltip, isWarning } = appearance;
    const icon = isWarning ? "warning" : "debug-pause";
    this.#item.text = `$(${icon}) ${text}`;
    // Plain text, because parts of it may come from the file system.
    this.#item.tooltip = tooltip;
    this.#item.accessibilityInformation = { label: `${text}. ${tooltip}` };
    this.#item.backgroundColor = isWarning
      ? new vscode.ThemeColor("statusBarItem.warningBackground")
      : undefined;
    this.#item.show();
  }

  dispose(): void {
    this.#item.dispose();
  }
}

function appearanceOf(
  recording: Recording,
  bufferedEventCount: number,
  remoteHost: RemoteHost,
): Appearance | undefined {
  const { t } = vscode.l10n;
  switch (recording.state) {
    case "paused":
      return {
        text: t("Telemetry paused until {0}", describeTime(recording.untilMs)),
        tooltip: describePausedWindows(t, remoteHost),
        isWarning: false,
      };
    case "failing":
      return {
        text: t("Telemetry not recorded"),
        tooltip: [
          t("Cannot write events to disk: {0}", recording.reason),
          describeBuffered(bufferedEventCount),
        ].join("\n"),
        isWarning: true,
      };
    case "on":
    case "off":
    case "unavailable":
      return undefined;
  }
}

function describeBuffered(count: number): string {
  const { t } = vscode.l10n;
  return count === 1
    ? t("1 event is buffered in memory. Retrying…")
    : t("{0} events are buffered in memory. Retrying…", count.toLocaleString(displayLocale()));
}

/** Includes the time zone if the extension may run in a different one than the window. */
function describeTime(timeMs: number): string {
  const isRemote =
    vscode.env.remoteName !== undefined || vscode.env.uiKind !== vscode.UIKind.Desktop;
  return new Date(timeMs).toLocaleTimeString(displayLocale(), {
    hour: "2-digit",
    minute: "2-digit",
    ...(isRemote && { timeZoneName: "short" }),
  });
}
