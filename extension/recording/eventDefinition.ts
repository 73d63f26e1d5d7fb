/** How a field is classified for `code --telemetry`; the terms are VS Code's. */
export type FieldClassification =
  | "SystemMetaData"
  | "CallstackOrException"
  | "PublicNonPersonalData"
  | "EndUserPseudonymizedInformation";

/** What a field means. A `unit` is a UCUM code, such as "ms" or "By". */
export interface FieldDefinition {
  readonly description: string;
  readonly classification?: FieldClassification;
  readonly unit?: string;
  /** The closed list of values, where there is one. */
  readonly values?: readonly string[];
}

/** What an event means and which fields it may carry. */
export interface EventDefinition {
  readonly description: string;
  readonly purpose: "PerformanceAndHealth" | "FeatureInsight";
  /** A timed event: it adds `result` and `durationMs`, and belongs to a trace. */
  readonly span?: true;
  /** Whether the event may carry an error. */
  readonly error?: true;
  readonly properties: Readonly<Record<string, FieldDefinition>>;
  readonly measurements: Readonly<Record<string, FieldDefinition>>;
}

/** Every event a recorder may record, by name. */
export type EventCatalog = Readonly<Record<string, EventDefinition>>;

/** Names of the catalogue's events. */
export type EventName<C extends EventCatalog> = keyof C & string;

/** What may be given for the fields of that event; all optional, since an event may end early. */
export interface EventFields<C extends EventCatalog, N extends EventName<C>> {
  readonly properties?: {
    readonly [K in keyof C[N]["properties"]]?: string | number | boolean | undefined;
  };
  readonly measurements?: { readonly [K in keyof C[N]["measurements"]]?: number | undefined };
}

/** Last parts of the names that follow "N." in the catalogue: the phases and logs of a span. */
export type ChildName<C extends EventCatalog, N extends EventName<C>> =
  EventName<C> extends infer Name ? (Name extends `${N}.${infer Child}` ? Child : never) : never;

/** The whole name of a child event. */
export type ChildEvent<C extends EventCatalog, N extends EventName<C>, P extends string> = Extract<
  `${N}.${P}`,
  EventName<C>
>;

/** What the recorder itself adds where it is needed; documented beside the catalogue. */
export const COMMON_PROPERTIES = {
  result: {
    description: "How a timed event ended.",
    values: ["success", "error", "aborted"],
    classification: "SystemMetaData",
  },
  truncated: {
    description: "Present where the event was larger than 64 KiB and was cut to fit.",
    values: ["true"],
    classification: "SystemMetaData",
  },
} as const satisfies Record<string, FieldDefinition>;

/** Measurements that the recorder itself adds where they are needed. */
export const COMMON_MEASUREMENTS = {
  durationMs: { description: "Time from the start to the end of a timed event.", unit: "ms" },
  dropped_fields: {
    description:
      "Fields that were left out: no text, number or truth value, or too many for one event.",
    unit: "{field}",
  },
} as const satisfies Record<string, FieldDefinition>;
