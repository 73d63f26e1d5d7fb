import * as vscode from "vscode";
import type { ChosenTarget, MessageAction } from "../actions/userInterface.ts";
import type { Verdict } from "../actions/verdict.ts";
import { toError } from "../platform/fileSystem.ts";

/** Shows an error and offers to show the log. Does not wait for an answer. */
export function showErrorWithLog(message: string, log: vscode.LogOutputChannel): void {
  void showWithActions(vscode.window.showErrorMessage, message, [showLogAction(log)], log);
}

/** Shows a message with an optional action. Does not wait for an answer. */
export function showInformation(
  message: string,
  action: MessageAction | undefined,
  log: vscode.LogOutputChannel,
): void {
  const actions = action === undefined ? [] : [action];
  void showWithActions(vscode.window.showInformationMessage, message, actions, log);
}

/**
 * Shows a verdict and offers to open or reveal the document, if there is one. Does not wait for an
 * answer, because the verdict ends the action.
 */
export function showVerdict(
  { message, hasProblems }: Verdict,
  document: Pick<ChosenTarget, "open" | "reveal"> | undefined,
  log: vscode.LogOutputChannel,
): void {
  const { t } = vscode.l10n;
  const actions: MessageAction[] = [
    ...(document !== undefined
      ? [
          { label: t("Open"), run: () => document.open() },
          { label: t("Reveal"), run: () => document.reveal() },
        ]
      : []),
    ...(hasProblems ? [showLogAction(log)] : []),
  ];
  const show = hasProblems
    ? vscode.window.showWarningMessage
    : vscode.window.showInformationMessage;
  void showWithActions(show, message, actions, log);
}

/** Never rejects: shows an error if the chosen action fails. */
async function showWithActions(
  show: (message: string, ...labels: string[]) => Thenable<string | undefined>,
  message: string,
  actions: readonly MessageAction[],
  log: vscode.LogOutputChannel,
): Promise<void> {
  try {
    const chosen = await show(message, ...actions.map(({ label }) => label));
    await actions.find(({ label }) => label === chosen)?.run();
  } catch (error) {
    log.error("The action chosen in a message failed", error);
    showErrorWithLog(toError(error).message, log);
  }
}

function showLogAction(log: vscode.LogOutputChannel): MessageAction {
  return {
    label: vscode.l10n.t("Show Log"),
    run: () => {
      log.show();
      return Promise.resolve();
    },
  };
}
