import { t } from "@vscode/l10n";
import { useEffect, useEffectEvent, useId, useRef, type ReactNode } from "react";
import type { EventDetail as Detail, EventRef } from "../../shared/protocol/values.ts";
import { describeCount } from "../format/counts.ts";
import { describeTimestamp } from "../format/instants.ts";
import { FailedState } from "../ui/FailedState.tsx";
import { Icon } from "../ui/Icon.tsx";
import { IconButton } from "../ui/IconButton.tsx";
import { useEscape } from "../ui/useEscape.ts";
import { useFocusRecovery } from "../ui/useFocusRecovery.ts";
import { EventTrace } from "./EventTrace.tsx";
import { FieldList } from "./FieldList.tsx";
import { RawLine } from "./RawLine.tsx";
import { useEventDetail } from "./useEventDetail.ts";
import "./EventDetail.css";

interface EventDetailProps {
  readonly eventRef: EventRef;
  /** Whether to take the focus when another event is shown. */
  readonly takesFocus: boolean;
  /** Called with another event of the trace. */
  readonly onSelect: (ref: EventRef) => void;
  readonly onClose: () => void;
}

/** All details of an event. */
export function EventDetail(props: EventDetailProps): ReactNode {
  const { eventRef, takesFocus, onSelect, onClose } = props;
  const { detail, problem, isReading, retry } = useEventDetail(eventRef);
  const region = useRef<HTMLElement>(null);
  const headingId = useId();
  const focusRegion = () => {
    region.current?.focus();
  };
  const focusRecovery = useFocusRecovery(region, focusRegion);
  useEscape(region, onClose);

  const takeFocus = useEffectEvent(() => {
    const isInside = region.current?.contains(document.activeElement) === true;
    if (takesFocus && !isInside) focusRegion();
  });
  useEffect(() => {
    takeFocus();
  }, [eventRef]);

  return (
    <article
      ref={region}
      className="event-detail focus-inside"
      tabIndex={-1}
      aria-labelledby={headingId}
      aria-busy={isReading}
      {...focusRecovery}
    >
      <header>
        <h2 id={headingId}>{detail?.name ?? t("Event")}</h2>
        <IconButton icon="close" label={t("Close")} onClick={onClose} />
      </header>
      {problem !== undefined && <FailedState message={problem} onRetry={retry} />}
      {detail !== undefined && (
        <Content detail={detail} onSelect={onSelect} onFocusLost={focusRegion} />
      )}
    </article>
  );
}

interface ContentProps {
  readonly detail: Detail;
  readonly onSelect: (ref: EventRef) => void;
  /** Called before an element that may have the focus is removed. */
  readonly onFocusLost: () => void;
}

function Content({ detail, onSelect, onFocusLost }: ContentProps): ReactNode {
  const { error, properties, measurements, identity, context } = detail;
  return (
    <>
      <p className="detail-time">{describeTimestamp(detail.timeMs)}</p>
      {detail.description !== undefined && <p>{detail.description}</p>}
      {error !== undefined && (
        <section className="detail-error">
          <h3>
            <Icon name="error" tone="error" /> {t("Error")}
          </h3>
          <p>{error.message}</p>
          <FieldList
            fields={[
              ...(error.type === undefined ? [] : [{ key: t("Type"), value: error.type }]),
              ...(error.code === undefined ? [] : [{ key: t("Code"), value: error.code }]),
            ]}
          />
        </section>
      )}
      {properties.length > 0 && (
        <section>
          <h3>{t("Properties")}</h3>
          <FieldList fields={properties} />
        </section>
      )}
      {measurements.length > 0 && (
        <section>
          <h3>{t("Measurements")}</h3>
          <FieldList fields={measurements} />
        </section>
      )}
      {detail.cutFieldCount > 0 && <p>{describeCutFields(detail.cutFieldCount)}</p>}
      {detail.traceId !== undefined && (
        <EventTrace
          key={detail.traceId}
          traceId={detail.traceId}
          current={detail.ref}
          onSelect={onSelect}
          onFocusLost={onFocusLost}
        />
      )}
      <section>
        <h3>{t("Identifiers")}</h3>
        <FieldList fields={identity} />
      </section>
      <details>
        <summary>{t("Session")}</summary>
        <FieldList fields={context} />
      </details>
      <section>
        <h3>{t("Raw line")}</h3>
        <p className="detail-place">{detail.ref.fileName}</p>
        <RawLine key={`${detail.ref.fileName} ${detail.ref.offset}`} line={detail.rawLine} />
      </section>
    </>
  );
}

function describeCutFields(count: number): string {
  return count === 1
    ? t("1 more field in the raw line below")
    : t("{0} more fields in the raw line below", describeCount(count));
}
