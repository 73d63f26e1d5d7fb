import { stat } from "node:fs/promises";
import { dirname } from "node:path";
import type { Page } from "playwright-core";
import type { QuickInput } from "./quickInput.ts";
import { failure, waitFor } from "./waiting.ts";

const dialogPlaceholder = "Folder path";
const overwriteQuestion = "already exists. Are you sure you want to overwrite it?";

const namedDialog = "A save dialog with a file name";

function hasFileName({ placeholder, value }: { placeholder: string; value: string }): boolean {
  return placeholder === dialogPlaceholder && !/[\\/]$/.test(value);
}

type Outcome = { kind: "done" } | { kind: "question" } | { kind: "refusal"; message: string };

/** The answer if the file already exists. "no" returns to the open dialog. */
export type OverwriteAnswer = "yes" | "no";

/** The path in the open save dialog, which first shows the folder and adds the name later. */
export async function proposedSavePath(quickInput: QuickInput): Promise<string> {
  return (await quickInput.waitUntil(namedDialog, hasFileName)).value;
}

/**
 * Accepts the open save dialog with this path, whose folder must exist, and resolves when the
 * dialog closes. Rejects if it asks whether to overwrite and `overwrite` is undefined.
 */
export async function saveAs(
  page: Page,
  quickInput: QuickInput,
  absolutePath: string,
  overwrite: OverwriteAnswer | undefined,
): Promise<void> {
  const folder = dirname(absolutePath);
  if ((await stat(folder).catch(() => undefined))?.isDirectory() !== true) {
    throw new Error(`Cannot save as ${absolutePath}: create the folder ${folder} first.`);
  }
  // A path typed before the dialog adds its own file name would be replaced by it.
  const { title } = await quickInput.waitUntil(namedDialog, hasFileName);
  const outcome = await waitFor(page, `The save dialog to accept ${absolutePath}`, async () =>
    acceptPath(quickInput, absolutePath, title),
  );
  if (outcome.kind === "done") return;
  if (outcome.kind === "refusal") {
    throw await failure(page, `The save dialog rejects ${absolutePath}: ${outcome.message}`);
  }
  if (overwrite === undefined) {
    throw await failure(page, `${absolutePath} already exists and no answer was given`);
  }
  await quickInput.clickButton(overwrite === "yes" ? "OK" : "Cancel");
}

/**
 * A single attempt, which may have no effect: the dialog ignores Enter while it reads a folder, and
 * while a row of its list is focused, Enter opens that row.
 */
async function acceptPath(
  quickInput: QuickInput,
  absolutePath: string,
  dialogTitle: string,
): Promise<Outcome | undefined> {
  const state = await quickInput.read();
  if (state === undefined) return { kind: "done" };
  if (state.title.endsWith(overwriteQuestion)) return { kind: "question" };
  if (state.title !== dialogTitle || state.placeholder !== dialogPlaceholder) {
    return { kind: "done" };
  }
  if (state.message !== "") return { kind: "refusal", message: state.message };
  const hasFocusedRow = state.rows.some((row) => row.isFocused);
  if (state.value !== absolutePath) await quickInput.fill(absolutePath);
  else if (hasFocusedRow) await quickInput.fill(`${dirname(absolutePath)}/`);
  else await quickInput.tryEnter();
  return undefined;
}

/** Accepts the open folder dialog with this folder and resolves when the dialog closes. */
export async function chooseFolder(
  page: Page,
  quickInput: QuickInput,
  folder: string,
): Promise<void> {
  await quickInput.waitUntil("A folder dialog", ({ value }) => value.endsWith("/"));
  await waitFor(page, `The folder dialog to accept ${folder}`, async () => {
    const state = await quickInput.read();
    if (state === undefined) return true;
    // As in a save dialog, a focused row would be opened instead.
    if (state.value !== `${folder}/`) await quickInput.fill(`${folder}/`);
    else if (state.rows.some((row) => row.isFocused)) await quickInput.fill(folder);
    else await quickInput.tryEnter();
    return undefined;
  });
}
