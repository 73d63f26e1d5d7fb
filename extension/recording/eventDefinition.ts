/** Classification of a field for `code --telemetry`, in VS Code's terms. */
export type FieldClassification =
  | "SystemMetaData"
  | "CallstackOrException"
  | "PublicNonPersonalData"
  | "EndUserPseudonymizedInformation";

/** Documents a field. `unit` is a UCUM code, such as "ms" or "By". */
export interface FieldDefinition {
  readonly description: string;
  readonly classification?: FieldClassification;
  readonly unit?: string;
  /** The closed list of values, if there is one. */
  readonly values?: readonly string[];
}

/** Documents an event and the fields it may carry. */
export interface EventDefinition {
  readonly description: string;
  readonly purpose: "PerformanceAndHealth" | "FeatureInsight";
  /** A timed event, which adds `result` and `durationMs` and belongs to a trace. */
  readonly span?: true;
  /** Whether the event may carry an error. */
  readonly error?: true;
  readonly properties: Readonly<Record<string, FieldDefinition>>;
  readonly measurements: Readonly<Record<string, FieldDefinition>>;
}

/** Every event a recorder may record, by name. */
export type EventCatalog = Readonly<Record<string, EventDefinition>>;

/** Names of the events in the catalog. */
export type EventName<C extends EventCatalog> = keyof C & string;

/** Fields accepted for an event; all optional, since an event may end early. */
export interface EventFields<C extends EventCatalog, N extends EventName<C>> {
  readonly properties?: {
    readonly [K in keyof C[N]["properties"]]?: string | number | boolean | undefined;
  };
  readonly measurements?: { readonly [K in keyof C[N]["measurements"]]?: number | undefined };
}

/** Suffixes of the names that start with "N." in the catalog: the phases and logs of a span. */
export type ChildName<C extends EventCatalog, N extends EventName<C>> =
  EventName<C> extends infer Name ? (Name extends `${N}.${infer Child}` ? Child : never) : never;

/** The full name of a child event. */
export type ChildEvent<C extends EventCatalog, N extends EventName<C>, P extends string> = Extract<
  `${N}.${P}`,
  EventName<C>
>;

/** Properties that the recorder adds as needed. */
export const COMMON_PROPERTIES = {
  result: {
    description: "How a timed event ended.",
    values: ["success", "error", "aborted"],
    classification: "SystemMetaData",
  },
  truncated: {
    description:
      "Present if the event was larger than 64 KiB and its long strings were truncated. Each ends with its original length.",
    values: ["true"],
    classification: "SystemMetaData",
  },
} as const satisfies Record<string, FieldDefinition>;

/** Measurements that the recorder adds as needed. */
export const COMMON_MEASUREMENTS = {
  durationMs: { description: "Duration of a timed event.", unit: "ms" },
  dropped_fields: {
    description:
      "Fields that were dropped: not a string, number or boolean, or too many for one event.",
    unit: "{field}",
  },
} as const satisfies Record<string, FieldDefinition>;
