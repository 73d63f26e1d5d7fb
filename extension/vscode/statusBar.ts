import * as vscode from "vscode";
import type { Recording } from "../../shared/protocol/values.ts";
import type { StatusBar as EditorStatusBar } from "../wiring/editor.ts";
import { displayLocale } from "./locale.ts";

/** The item is hidden while there is nothing to say. */
interface Appearance {
  readonly text: string;
  readonly tooltip: string;
  readonly isWarning: boolean;
}

/** The status bar item: seen only while recording is paused or fails; a click opens the panel. */
export class StatusBar implements EditorStatusBar {
  readonly #item: vscode.StatusBarItem;

  constructor() {
    const { t } = vscode.l10n;
    this.#item = vscode.window.createStatusBarItem(
      "coder.telemetry.status",
      vscode.StatusBarAlignment.Right,
    );
    this.#item.name = t("Coder Telemetry");
    this.#item.command = {
      command: "coder.openTelemetryPanel",
      title: t("Open Telemetry Panel"),
    };
  }

  /** `bufferedEventCount` are the events that wait in memory. */
  update(recording: Recording, bufferedEventCount: number): void {
    const appearance = appearanceOf(recording, bufferedEventCount);
    if (appearance === undefined) {
      this.#item.hide();
      return;
    }
    const { text, tooltip, isWarning } = appearance;
    const icon = isWarning ? "warning" : "debug-pause";
    this.#item.text = `$(${icon}) ${text}`;
    // As plain text, since a part of it may come from the file system.
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

function appearanceOf(recording: Recording, bufferedEventCount: number): Appearance | undefined {
  const { t } = vscode.l10n;
  if (recording.state === "paused") {
    return {
      text: t("Telemetry paused until {0}", describeTime(recording.untilMs)),
      tooltip: t("Coder Telemetry records nothing in any window until then."),
      isWarning: false,
    };
  }
  if (recording.state === "failing") {
    return {
      text: t("Telemetry not recorded"),
      tooltip: [
        t("Coder Telemetry cannot write events to disk: {0}", recording.reason),
        t(
          "Events that wait in memory: {0}. Writing is tried again.",
          bufferedEventCount.toLocaleString(displayLocale()),
        ),
      ].join("\n"),
      isWarning: true,
    };
  }
  return undefined;
}

/** Where this runs on another machine than the window, its time zone may be another as well. */
function describeTime(timeMs: number): string {
  const isRemote =
    vscode.env.remoteName !== undefined || vscode.env.uiKind !== vscode.UIKind.Desktop;
  return new Date(timeMs).toLocaleTimeString(displayLocale(), {
    hour: "2-digit",
    minute: "2-digit",
    ...(isRemote && { timeZoneName: "short" }),
  });
}
