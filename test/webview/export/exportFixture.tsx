import { render, type RenderResult } from "@testing-library/react";
import { useState, type ReactNode } from "react";
import type { ExportFormatId } from "../../../shared/formats.ts";
import type { AnchoredRange, RangeCount } from "../../../shared/protocol/values.ts";
import { ExportView } from "../../../webview/export/ExportView.tsx";
import { useExport } from "../../../webview/export/useExport.ts";
import { HostContext } from "../../../webview/host/HostContext.ts";
import type { ScriptedHost } from "../scriptedHost.ts";
import { rangeCountWith } from "../snapshots.ts";

export const LAST_WEEK: AnchoredRange = {
  range: { kind: "last7Days" },
  nowMs: Date.UTC(2026, 10, 20),
};

/** Sixteen events of two files. */
export const SOME_EVENTS = rangeCountWith({ eventCount: 16, fileCount: 2, errorCount: 1 });

interface ShownExport {
  readonly view?: AnchoredRange;
  readonly count?: RangeCount | undefined;
  readonly dataRevision?: number;
  readonly isViewShown?: boolean;
}

/** The export view on a page that keeps the export, as the panel does. */
function ExportPage({
  view = LAST_WEEK,
  count,
  dataRevision = 1,
  isViewShown = true,
}: ShownExport): ReactNode {
  const [format, setFormat] = useState<ExportFormatId>("json");
  const { state, start, cancel } = useExport(view, format, "own /own");
  return isViewShown ? (
    <ExportView
      view={view}
      count={count}
      dataRevision={dataRevision}
      format={format}
      onFormatChange={setFormat}
      exporting={state}
      onExport={start}
      onCancel={cancel}
    />
  ) : null;
}

/** Shows the view; the result shows it again, with something else given. */
export function showExport(
  host: ScriptedHost,
  given: ShownExport = { count: SOME_EVENTS },
): RenderResult & { readonly showAgain: (given: ShownExport) => void } {
  const pageOf = (props: ShownExport) => (
    <HostContext.Provider value={host.client}>
      <main>
        <ExportPage {...props} />
      </main>
    </HostContext.Provider>
  );
  const result = render(pageOf(given));
  return {
    ...result,
    showAgain: (next) => {
      result.rerender(pageOf(next));
    },
  };
}

/** The parameters of each request of that method so far. */
export function askedFor(host: ScriptedHost, method: string): readonly unknown[] {
  return host.asked.filter((request) => request.method === method).map(({ params }) => params);
}

/** Chooses a format as a click in the radio group does. */
export function chooseFormat(id: ExportFormatId): void {
  const group = document.querySelector("vscode-radio-group");
  if (group === null) throw new Error("There is no choice of formats.");
  Object.assign(group, { value: id });
  group.dispatchEvent(new Event("change", { bubbles: true }));
}
