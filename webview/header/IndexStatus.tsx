import { t } from "@vscode/l10n";
import { useRef, type ReactNode, type RefObject } from "react";
import type { Snapshot } from "../../shared/protocol/values.ts";
import { describeCount, describeFiles } from "../format/counts.ts";
import { Button } from "../ui/Button.tsx";
import { Problem } from "../ui/Problem.tsx";
import { ProgressRing } from "../ui/ProgressRing.tsx";
import { useFocusHeir } from "../ui/useFocusHeir.ts";
import "./IndexStatus.css";

interface IndexStatusProps {
  readonly index: Snapshot["index"];
  readonly onRetry: () => void;
  /** Where the focus goes that is in here when there is nothing more to try. */
  readonly heir: RefObject<HTMLElement | null>;
}

/** How far the folder is read, or why it is not; nothing once it is. */
export function IndexStatus({ index, onRetry, heir }: IndexStatusProps): ReactNode {
  switch (index.state) {
    case "ready":
      return null;
    case "reading": {
      const { readFileCount, fileCount } = index;
      const progress = t(
        "Reading {0} of {1}…",
        describeCount(readFileCount),
        describeFiles(fileCount),
      );
      return (
        <div className="index-status">
          <ProgressRing isSmall />
          <div
            role="progressbar"
            aria-label={t("Reading the folder")}
            aria-valuemin={0}
            aria-valuemax={fileCount}
            aria-valuenow={readFileCount}
            aria-valuetext={progress}
          >
            {progress}
          </div>
        </div>
      );
    }
    case "failed":
      return <IndexFailure message={index.message} onRetry={onRetry} heir={heir} />;
  }
}

function IndexFailure({
  message,
  onRetry,
  heir,
}: Omit<IndexStatusProps, "index"> & { readonly message: string }): ReactNode {
  const failure = useRef<HTMLDivElement>(null);
  useFocusHeir(failure, heir);
  return (
    <div className="index-status" ref={failure}>
      <Problem>
        {t(
          "The folder could not be read ({0}). Check that it is there and that you may read it, then try again.",
          message,
        )}
      </Problem>
      <Button onClick={onRetry}>{t("Try again")}</Button>
    </div>
  );
}
