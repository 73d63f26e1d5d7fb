import { t } from "@vscode/l10n";
import { useRef, type ReactNode } from "react";
import type { Snapshot } from "../../shared/protocol/values.ts";
import { useHost } from "../host/HostContext.ts";
import { useAction } from "../host/useAction.ts";
import { Button } from "../ui/Button.tsx";
import { Problem } from "../ui/Problem.tsx";
import { IndexStatus } from "./IndexStatus.tsx";
import { RecordingStatus } from "./RecordingStatus.tsx";
import { SourceSwitch } from "./SourceSwitch.tsx";
import { StoreFacts } from "./StoreFacts.tsx";
import { StoreLocation } from "./StoreLocation.tsx";
import "./PanelHeader.css";

/** The source, the recording status, and the totals of the store. */
export function PanelHeader({ snapshot }: { readonly snapshot: Snapshot }): ReactNode {
  const host = useHost();
  const { run, isRunning, failure } = useAction();
  const { source, sources } = snapshot;
  const title = useRef<HTMLHeadingElement>(null);

  return (
    <header className="panel-header">
      <div className="header-row">
        <div className="header-title">
          <h1 ref={title} tabIndex={-1}>
            {t("Telemetry")}
          </h1>
          <SourceSwitch
            source={source}
            sources={sources}
            onSelect={(kind) => {
              void run(() => host.request("selectSource", { kind }));
            }}
          />
          {source.isReadOnly && <span className="badge">{t("Read-only")}</span>}
        </div>
        {source.kind === "own" && <RecordingStatus snapshot={snapshot} />}
        <Button
          icon="folder-opened"
          isDisabled={isRunning}
          onClick={() => {
            void run(() => host.request("chooseFolder", {}));
          }}
        >
          {t("Open Telemetry Folder…")}
        </Button>
      </div>
      {failure !== undefined && <Problem>{failure}</Problem>}
      <IndexStatus
        index={snapshot.index}
        focusFallback={title}
        onRetry={() => {
          void run(() => host.request("selectSource", { kind: source.kind }));
        }}
      />
      <div className="header-facts">
        <StoreFacts snapshot={snapshot} />
        <StoreLocation source={source} />
      </div>
    </header>
  );
}
