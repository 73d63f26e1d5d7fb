import * as vscode from "vscode";
import type { ChosenTarget, MessageAction } from "../actions/userInterface.ts";
import type { Verdict } from "../actions/verdict.ts";
import { toError } from "../platform/fileSystem.ts";

/** Shows what went wrong, with the way to the details. Does not wait for an answer. */
export function showErrorWithLog(message: string, log: vscode.LogOutputChannel): void {
  void offer(vscode.window.showErrorMessage, message, [showLogAction(log)], log);
}

/** Shows what a user may want to know, with a way on. Does not wait for an answer. */
export function showInformation(
  message: string,
  action: MessageAction | undefined,
  log: vscode.LogOutputChannel,
): void {
  const actions = action === undefined ? [] : [action];
  void offer(vscode.window.showInformationMessage, message, actions, log);
}

/**
 * Shows a verdict, and offers what can be done with the document where there is one. Does not wait
 * for an answer: what was asked for is over, whenever the message is answered.
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
  void offer(show, message, actions, log);
}

/** Never rejects: a choice that cannot be carried out is told by a message of its own. */
async function offer(
  show: (message: string, ...labels: string[]) => Thenable<string | undefined>,
  message: string,
  actions: readonly MessageAction[],
  log: vscode.LogOutputChannel,
): Promise<void> {
  try {
    const chosen = await show(message, ...actions.map(({ label }) => label));
    await actions.find(({ label }) => label === chosen)?.run();
  } catch (error) {
    log.error("What was chosen in a message could not be done", error);
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
