import { t } from "@vscode/l10n";
import type { ReactNode } from "react";
import { MAX_FILTER_LENGTH } from "../../shared/protocol/values.ts";
import { truncate } from "../../shared/truncate.ts";
import { describeCount } from "../format/counts.ts";
import type { EventFilter } from "../kept/panelState.ts";
import { Button } from "../ui/Button.tsx";
import { Checkbox } from "../ui/Checkbox.tsx";
import { Dropdown } from "../ui/Dropdown.tsx";
import { TextField } from "../ui/TextField.tsx";
import { useDebouncedDraft } from "./useDebouncedDraft.ts";
import "./EventToolbar.css";

/** As many as fit in one row of a wide panel; EventToolbar.css hides those that do not fit. */
const MAX_CHIPS = 5;

interface EventToolbarProps {
  readonly filter: EventFilter;
  readonly onFilterChange: (filter: EventFilter) => void;
  readonly frequentEvents: readonly { readonly name: string; readonly count: number }[];
}

/** Filters and sorts the event list. */
export function EventToolbar(props: EventToolbarProps): ReactNode {
  const { filter, onFilterChange, frequentEvents } = props;
  const { draft, setDraft, commit } = useDebouncedDraft(filter.text, (text) => {
    onFilterChange({ ...filter, text });
  });
  return (
    <div className="event-toolbar" role="search" aria-label={t("Filter events")}>
      <div className="event-filter">
        <TextField
          label={t("Filter by text in names, fields, IDs, and errors")}
          isLabelHidden
          placeholder={t("Filter events…")}
          maxLength={MAX_FILTER_LENGTH}
          value={draft}
          onInput={setDraft}
          onCommit={commit}
        />
      </div>
      <Checkbox
        isChecked={filter.errorsOnly}
        onChange={(errorsOnly) => {
          onFilterChange({ ...filter, text: draft, errorsOnly });
        }}
      >
        {t("Show errors only")}
      </Checkbox>
      <Dropdown
        label={t("Sort order")}
        value={filter.newestFirst ? "newest" : "oldest"}
        options={[
          { value: "newest", label: t("Newest first") },
          { value: "oldest", label: t("Oldest first") },
        ]}
        onChange={(order) => {
          onFilterChange({ ...filter, text: draft, newestFirst: order === "newest" });
        }}
      />
      {frequentEvents.length > 0 && (
        <div className="event-chips" role="group" aria-label={t("Most frequent events")}>
          {frequentEvents.slice(0, MAX_CHIPS).map(({ name, count }) => {
            const text = truncate(name, MAX_FILTER_LENGTH);
            const isPressed = filter.text === text;
            return (
              <Button
                key={name}
                isCompact
                isPressed={isPressed}
                onClick={() => {
                  onFilterChange({ ...filter, text: isPressed ? "" : text });
                }}
              >
                {/* Not a span: the toolkit's button would shrink it to the size of an icon. */}
                <div className="event-chip">
                  <span className="event-chip-name one-line" title={name}>
                    {name}
                  </span>{" "}
                  <span className="event-chip-count">{describeCount(count)}</span>
                </div>
              </Button>
            );
          })}
        </div>
      )}
    </div>
  );
}
