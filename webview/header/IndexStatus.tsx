import { t } from "@vscode/l10n";
import { useRef, type ReactNode, type RefObject } from "react";
import type { Snapshot } from "../../shared/protocol/values.ts";
import { describeCount, describeFiles } from "../format/counts.ts";
import { Button } from "../ui/Button.tsx";
import { Problem } from "../ui/Problem.tsx";
import { ProgressRing } from "../ui/ProgressRing.tsx";
import { useFocusFallback } from "../ui/useFocusFallback.ts";
import "./IndexStatus.css";

interface IndexStatusProps {
  readonly index: Snapshot["index"];
  readonly onRetry: () => void;
  /** Receives the focus if the failure disappears while it is focused. */
  readonly focusFallback: RefObject<HTMLElement | null>;
}

/** Progress or failure of reading the folder; nothing once it is read. */
export function IndexStatus({ index, onRetry, focusFallback }: IndexStatusProps): ReactNode {
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
            aria-label={t("Reading telemetry files")}
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
      return (
        <IndexFailure message={index.message} onRetry={onRetry} focusFallback={focusFallback} />
      );
  }
}

function IndexFailure({
  message,
  onRetry,
  focusFallback,
}: Omit<IndexStatusProps, "index"> & { readonly message: string }): ReactNode {
  const failure = useRef<HTMLDivElement>(null);
  useFocusFallback(failure, focusFallback);
  return (
    <div className="index-status" ref={failure}>
      <Problem>
        {t(
          "Could not read the telemetry folder ({0}). Check that it exists and that you have permission to read it, then try again.",
          message,
        )}
      </Problem>
      <Button onClick={onRetry}>{t("Try Again")}</Button>
    </div>
  );
}
