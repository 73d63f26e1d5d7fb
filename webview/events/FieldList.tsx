import type { ReactNode } from "react";
import type { EventField } from "../../shared/protocol/values.ts";
import { unitSign } from "./unitSign.ts";
import "./FieldList.css";

/** Fields with their values, units and what they mean. */
export function FieldList({ fields }: { readonly fields: readonly EventField[] }): ReactNode {
  return (
    <dl className="field-list">
      {fields.map(({ key, value, unit, description }) => (
        <div key={key}>
          <dt>{key}</dt>
          <dd>
            <span className="field-value">{value}</span>
            {unit !== undefined && <> {unitSign(unit)}</>}
          </dd>
          {description !== undefined && <dd className="field-description">{description}</dd>}
        </div>
      ))}
    </dl>
  );
}
