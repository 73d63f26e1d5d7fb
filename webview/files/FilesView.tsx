import { t } from "@vscode/l10n";
import { useRef, type ReactNode } from "react";
import type { AnchoredRange, DeletionTarget } from "../../shared/protocol/values.ts";
import { describeCount, describeFiles } from "../format/counts.ts";
import type { FileSort } from "../kept/panelState.ts";
import { FailedState } from "../ui/FailedState.tsx";
import { ProgressRing } from "../ui/ProgressRing.tsx";
import { StateView } from "../ui/StateView.tsx";
import { useFocusRecovery } from "../ui/useFocusRecovery.ts";
import { FileTable } from "./FileTable.tsx";
import { useFileList } from "./useFileList.ts";
import "./FilesView.css";

interface FilesViewProps {
  readonly view: AnchoredRange;
  /** Increases when the stored data changes. */
  readonly dataRevision: number;
  readonly isReadOnly: boolean;
  readonly sort: FileSort;
  readonly onSortChange: (sort: FileSort) => void;
  readonly onDelete: (target: DeletionTarget) => void;
  /** Shown above the table. */
  readonly header?: ReactNode;
}

/** The files with events in the range. */
export function FilesView(props: FilesViewProps): ReactNode {
  const { view, dataRevision, isReadOnly, sort, onSortChange, onDelete, header } = props;
  const { listed, loadMore, retry } = useFileList(view, sort, dataRevision);
  const { rows, fileCount, isLoading, problem } = listed;
  const section = useRef<HTMLElement>(null);
  const focusRecovery = useFocusRecovery(section, () => {
    section.current?.focus();
  });
  return (
    <section
      ref={section}
      className="files-view"
      role="group"
      aria-label={t("Files")}
      tabIndex={-1}
      {...focusRecovery}
    >
      {header}
      <p className="file-status" role="status">
        {fileCount !== undefined && describeListed(rows.length, fileCount)}
      </p>
      {problem !== undefined && <FailedState message={problem} onRetry={retry} />}
      {rows.length > 0 && (
        <FileTable
          rows={rows}
          fileCount={fileCount ?? rows.length}
          isReadOnly={isReadOnly}
          sort={sort}
          onSortChange={onSortChange}
          onDelete={onDelete}
          onEndSeen={loadMore}
        />
      )}
      {rows.length === 0 && isLoading && (
        <StateView>
          <ProgressRing />
        </StateView>
      )}
    </section>
  );
}

function describeListed(listedCount: number, fileCount: number): string {
  return listedCount < fileCount
    ? t("{0} of {1} files", describeCount(listedCount), describeCount(fileCount))
    : describeFiles(fileCount);
}
