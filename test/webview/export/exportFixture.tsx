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

/** Sixteen events in two files. */
export const SOME_EVENTS = rangeCountWith({ eventCount: 16, fileCount: 2, errorCount: 1 });

interface ExportPageProps {
  readonly view?: AnchoredRange;
  readonly count?: RangeCount | undefined;
  readonly dataRevision?: number;
  readonly isViewShown?: boolean;
}

/** The export view in a page that keeps a running export, like the panel. */
function ExportPage({
  view = LAST_WEEK,
  count,
  dataRevision = 1,
  isViewShown = true,
}: ExportPageProps): ReactNode {
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

/** Renders the view. `showAgain` renders it with other properties. */
export function showExport(
  host: ScriptedHost,
  initial: ExportPageProps = { count: SOME_EVENTS },
): RenderResult & { readonly showAgain: (next: ExportPageProps) => void } {
  const pageOf = (props: ExportPageProps) => (
    <HostContext.Provider value={host.client}>
      <main>
        <ExportPage {...props} />
      </main>
    </HostContext.Provider>
  );
  const result = render(pageOf(initial));
  return {
    ...result,
    showAgain: (next) => {
      result.rerender(pageOf(next));
    },
  };
}

/** The parameters of all requests with this method so far. */
export function requestsFor(host: ScriptedHost, method: string): readonly unknown[] {
  return host.requests.filter((request) => request.method === method).map(({ params }) => params);
}

/** Selects a format like a click in the radio group. */
export function chooseFormat(id: ExportFormatId): void {
  const group = document.querySelector("vscode-radio-group");
  if (group === null) throw new Error("There is no radio group.");
  Object.assign(group, { value: id });
  group.dispatchEvent(new Event("change", { bubbles: true }));
}
