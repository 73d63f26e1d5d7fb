import { t } from "@vscode/l10n";
import type { ReactNode } from "react";
import type { Snapshot } from "../../shared/protocol/values.ts";
import { describeCount, describeFiles } from "../format/counts.ts";
import { Problem } from "../states/Problem.tsx";
import { Button } from "../ui/Button.tsx";
import { ProgressRing } from "../ui/ProgressRing.tsx";
import "./IndexStatus.css";

interface IndexStatusProps {
  readonly index: Snapshot["index"];
  readonly onRetry: () => void;
}

/** How far the folder is read, or why it is not; nothing once it is. */
export function IndexStatus({ index, onRetry }: IndexStatusProps): ReactNode {
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
          <ProgressRing />
          <p
            role="progressbar"
            aria-label={t("Reading the folder")}
            aria-valuemin={0}
            aria-valuemax={fileCount}
            aria-valuenow={readFileCount}
            aria-valuetext={progress}
          >
            {progress}
          </p>
        </div>
      );
    }
    case "failed":
      return (
        <div className="index-status">
          <Problem>
            {t(
              "The folder could not be read ({0}). Check that it is there and that you may read it, then try again.",
              index.message,
            )}
          </Problem>
          <Button onClick={onRetry}>{t("Try again")}</Button>
        </div>
      );
  }
}
