import type { ReactNode } from "react";
import type { EventField } from "../../shared/protocol/values.ts";
import { unitSymbol } from "./unitSymbol.ts";
import "./FieldList.css";

/** Fields with their values, units and descriptions. */
export function FieldList({ fields }: { readonly fields: readonly EventField[] }): ReactNode {
  return (
    <dl className="field-list">
      {fields.map(({ key, value, unit, description }) => (
        <div key={key}>
          <dt>{key}</dt>
          <dd>
            <span className="field-value">{value}</span>
            {unit !== undefined && <> {unitSymbol(unit)}</>}
          </dd>
          {description !== undefined && <dd className="field-description">{description}</dd>}
        </div>
      ))}
    </dl>
  );
}
