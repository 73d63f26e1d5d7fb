import { t } from "@vscode/l10n";
import type { ReactNode } from "react";
import type { Snapshot, SourceKind } from "../../shared/protocol/values.ts";
import { Dropdown } from "../ui/Dropdown.tsx";
import { describeSource } from "./sourceName.ts";

interface SourceSwitchProps {
  readonly source: Snapshot["source"];
  readonly sources: Snapshot["sources"];
  readonly onSelect: (kind: SourceKind) => void;
}

/** The name of the source, as a dropdown if there are others. */
export function SourceSwitch({ source, sources, onSelect }: SourceSwitchProps): ReactNode {
  const others = sources.filter(({ kind }) => kind !== source.kind);
  if (others.length === 0) return <span className="source-name">{describeSource(source)}</span>;
  const isListed = others.length < sources.length;
  const options = isListed ? sources : [source, ...others];
  return (
    <div className="source-switch">
      <Dropdown
        label={t("Source")}
        value={source.kind}
        options={options.map((option) => ({ value: option.kind, label: describeSource(option) }))}
        onChange={onSelect}
      />
    </div>
  );
}
