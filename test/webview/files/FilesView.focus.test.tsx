import { act, fireEvent, screen } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { ProtocolError } from "../../../shared/protocol/envelope.ts";
import { layOut } from "../layout.ts";
import { createScriptedHost } from "../scriptedHost.ts";
import { settle } from "../settle.ts";
import { stubWindowFocus } from "../windowFocus.ts";
import { renderFiles } from "./renderFiles.tsx";
import { fileRow, storeFiles } from "./storedFiles.ts";

layOut();
const windowFocus = stubWindowFocus();

describe("the focus in the files", () => {
  it("moves to the same button of the file after a deleted one", async () => {
    await deleteFocused(storeFiles(3), 1);
    expect(document.activeElement).toBe(deleteButton(2));
  });

  it("moves to the new last file when the last one is deleted", async () => {
    await deleteFocused(storeFiles(3), 2);
    expect(document.activeElement).toBe(deleteButton(1));
  });

  it("uses the position of the row at the time of the deletion", async () => {
    const stored = storeFiles(3);
    const { change } = await renderFiles(createScriptedHost(stored.answers));
    focus(deleteButton(1));
    stored.rows = [fileRow(10), fileRow(11), ...stored.rows];
    await change({ dataRevision: 2 });
    expect(document.activeElement).toBe(deleteButton(1));
    stored.rows = stored.rows.filter((_, index) => index !== 3);
    await change({ dataRevision: 3 });
    expect(document.activeElement).toBe(deleteButton(2));
  });

  it("stays in the view when no file is left", async () => {
    await deleteFocused(storeFiles(1), 0);
    expect(document.activeElement).toBe(screen.getByRole("group", { name: "Files" }));
  });

  it("moves to the table when its row is scrolled away", async () => {
    await renderFiles(createScriptedHost(storeFiles(300).answers));
    focus(deleteButton(1));
    scroller().scrollTop = 5_000;
    await settle();
    expect(document.activeElement).toBe(scroller());
  });

  it("returns to the button after a confirmation dialog", async () => {
    const stored = storeFiles(3);
    const { change } = await renderFiles(createScriptedHost(stored.answers));
    focus(deleteButton(1));
    windowFocus.isInside = false;
    fireEvent.blur(deleteButton(1));
    stored.rows = stored.rows.filter((_, index) => index !== 1);
    await change({ dataRevision: 2 });
    expect(document.activeElement).toBe(document.body);
    windowFocus.isInside = true;
    fireEvent.focus(window);
    expect(document.activeElement).toBe(deleteButton(2));
  });

  it("stays in the view when a failed listing is retried", async () => {
    const { answers } = storeFiles(2);
    let attempt = 0;
    const host = createScriptedHost({
      listFiles: (params, context) =>
        ++attempt === 1
          ? Promise.reject(new ProtocolError("io", "The folder could not be read."))
          : answers.listFiles(params, context),
    });
    await renderFiles(host);
    focus(screen.getByText("Try Again"));
    fireEvent.click(screen.getByText("Try Again"));
    await settle();
    expect(document.activeElement).toBe(screen.getByRole("group", { name: "Files" }));
  });
});

/** Focuses the delete button of a file and deletes the file. */
async function deleteFocused(stored: ReturnType<typeof storeFiles>, number: number): Promise<void> {
  const { change } = await renderFiles(createScriptedHost(stored.answers));
  focus(deleteButton(number));
  stored.rows = stored.rows.filter((_, index) => index !== number);
  await change({ dataRevision: 2 });
}

function focus(element: HTMLElement): void {
  act(() => {
    element.focus();
  });
  expect(document.activeElement).toBe(element);
}

/** The delete button of a file by its number. */
function deleteButton(number: number): HTMLElement {
  const session8 = number.toString(16).padStart(8, "0");
  return screen.getByTitle(`Delete telemetry-2026-11-17-${session8}.jsonl`);
}

function scroller(): HTMLElement {
  return screen.getByRole("region", { name: "Files" });
}
