import { t } from "@vscode/l10n";
import type { ReactNode } from "react";
import { MAX_FILTER_LENGTH } from "../../shared/protocol/values.ts";
import { beginningOf } from "../format/beginning.ts";
import { describeCount } from "../format/counts.ts";
import type { EventFilter } from "../kept/panelState.ts";
import { Button } from "../ui/Button.tsx";
import { Checkbox } from "../ui/Checkbox.tsx";
import { Dropdown } from "../ui/Dropdown.tsx";
import { TextField } from "../ui/TextField.tsx";
import { useDebouncedDraft } from "./useDebouncedDraft.ts";
import "./EventToolbar.css";

/** As many as one row of a wide panel has room for; the style sheet hides more in a narrow one. */
const MAX_CHIPS = 5;

interface EventToolbarProps {
  readonly filter: EventFilter;
  readonly onFilterChange: (filter: EventFilter) => void;
  readonly frequentEvents: readonly { readonly name: string; readonly count: number }[];
}

/** Chooses which events are listed and in which order. */
export function EventToolbar(props: EventToolbarProps): ReactNode {
  const { filter, onFilterChange, frequentEvents } = props;
  const { draft, setDraft, commit } = useDebouncedDraft(filter.text, (text) => {
    onFilterChange({ ...filter, text });
  });
  return (
    <div className="event-toolbar" role="search" aria-label={t("Filter events")}>
      <div className="event-filter">
        <TextField
          label={t("Text in names, fields, ids and errors")}
          isLabelHidden
          placeholder={t("Filter events")}
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
        {t("Errors only")}
      </Checkbox>
      <Dropdown
        label={t("Order")}
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
            const text = beginningOf(name, MAX_FILTER_LENGTH);
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
                {/* No span: the toolkit's button makes those as small as icons. */}
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
