import { render, screen, within } from "@testing-library/react";
import { useState, type ComponentProps, type ReactNode } from "react";
import type { DeletionTarget } from "../../../shared/protocol/values.ts";
import { FilesView } from "../../../webview/files/FilesView.tsx";
import { HostContext } from "../../../webview/host/HostContext.ts";
import type { FileSort } from "../../../webview/kept/panelState.ts";
import { NEWEST_MS } from "../events/storedEvents.ts";
import type { ScriptedHost } from "../scriptedHost.ts";
import { settle } from "../settle.ts";

type Props = ComponentProps<typeof FilesView>;

/** Renders the view in a page that keeps the sort order. */
export async function renderFiles(host: ScriptedHost, initial: Partial<Props> = {}) {
  const deletions: DeletionTarget[] = [];
  const sorts: FileSort[] = [];
  let current = initial;

  function Page(): ReactNode {
    const [sort, setSort] = useState<FileSort>({ column: "day", isDescending: false });
    return (
      <FilesView
        view={{ range: { kind: "last7Days" }, nowMs: NEWEST_MS }}
        dataRevision={1}
        isReadOnly={false}
        sort={sort}
        onSortChange={(next) => {
          sorts.push(next);
          setSort(next);
        }}
        onDelete={(target) => {
          deletions.push(target);
        }}
        {...current}
      />
    );
  }
  const page = () => (
    <HostContext value={host.client}>
      <Page />
    </HostContext>
  );
  const { container, rerender, unmount } = render(page());
  await settle();
  const change = async (props: Partial<Props>) => {
    current = { ...current, ...props };
    rerender(page());
    await settle();
  };
  return { container, unmount, deletions, sorts, change };
}

/** The rendered rows: files, each followed by its details if they are expanded. */
export function fileRows(): HTMLElement[] {
  return screen.getAllByRole("row").slice(1);
}

/** The text of a row's cells, without the labels for narrow tables. */
export function cellTexts(row: HTMLElement | undefined): string[] {
  if (row === undefined) throw new Error("There is no such row.");
  return within(row)
    .getAllByRole("cell")
    .map((cell) => {
      const copy = cell.cloneNode(true) as HTMLElement;
      for (const label of copy.querySelectorAll('[aria-hidden="true"]')) label.remove();
      return copy.textContent.trim();
    });
}
