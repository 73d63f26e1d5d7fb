import { describe, expectTypeOf, it } from "vitest";
import type { ExtensionEvents } from "../../../extension/recording/eventCatalog.ts";
import type {
  ChildName,
  EventFields,
  EventName,
} from "../../../extension/recording/eventDefinition.ts";
import type { Recorder } from "../../../extension/recording/recorder.ts";
import type { Span } from "../../../extension/recording/span.ts";
import type { ExportRange } from "../../../shared/exportRange.ts";

type Log = Recorder<ExtensionEvents>["log"];
type ExportSpan = Span<ExtensionEvents, "export">;
type CommandFields = EventFields<ExtensionEvents, "command.invoked">;
type PropertyName<F extends { properties?: unknown }> = keyof Required<F>["properties"];
type MeasurementName<F extends { measurements?: unknown }> = keyof Required<F>["measurements"];
type RetentionFields = EventFields<ExtensionEvents, "telemetry.retention">;

describe("what does not typecheck", () => {
  it("an event name that the catalogue does not declare", () => {
    expectTypeOf<EventName<ExtensionEvents>>().toEqualTypeOf<keyof ExtensionEvents>();
    expectTypeOf<"export">().toExtend<EventName<ExtensionEvents>>();
    expectTypeOf<"export.unheard">().not.toExtend<EventName<ExtensionEvents>>();
    expectTypeOf<string>().not.toExtend<EventName<ExtensionEvents>>();
    expectTypeOf<Log>().parameter(0).toEqualTypeOf<keyof ExtensionEvents>();
    expectTypeOf<Recorder<ExtensionEvents>["logError"]>()
      .parameter(0)
      .toEqualTypeOf<keyof ExtensionEvents>();
    expectTypeOf<Recorder<ExtensionEvents>["trace"]>()
      .parameter(0)
      .toEqualTypeOf<keyof ExtensionEvents>();
  });

  it("a property that the event does not declare", () => {
    expectTypeOf<PropertyName<CommandFields>>().toEqualTypeOf<"commandId">();
    expectTypeOf<PropertyName<RetentionFields>>().toEqualTypeOf<never>();
  });

  it("a measurement that the event does not declare", () => {
    expectTypeOf<MeasurementName<CommandFields>>().toEqualTypeOf<never>();
    expectTypeOf<MeasurementName<RetentionFields>>().toEqualTypeOf<
      "deleted_files" | "deleted_bytes" | "failures"
    >();
  });

  it("a field beside properties and measurements", () => {
    expectTypeOf<keyof CommandFields>().toEqualTypeOf<"properties" | "measurements">();
  });

  it("a property or a measurement of a wrong type", () => {
    expectTypeOf<{ commandId: string }>().toExtend<CommandFields["properties"]>();
    expectTypeOf<{ commandId: object }>().not.toExtend<CommandFields["properties"]>();
    expectTypeOf<{ commandId: null }>().not.toExtend<CommandFields["properties"]>();
    expectTypeOf<{ failures: number }>().toExtend<RetentionFields["measurements"]>();
    expectTypeOf<{ failures: string }>().not.toExtend<RetentionFields["measurements"]>();
  });

  it("a phase or a child event that the catalogue does not declare below the span", () => {
    expectTypeOf<ChildName<ExtensionEvents, "export">>().toEqualTypeOf<"flush" | "write">();
    expectTypeOf<ChildName<ExtensionEvents, "settings.changed">>().toEqualTypeOf<never>();
    expectTypeOf<ExportSpan["phase"]>().parameter(0).toEqualTypeOf<"flush" | "write">();
    expectTypeOf<ExportSpan["log"]>().parameter(0).toEqualTypeOf<"flush" | "write">();
    expectTypeOf<ExportSpan["logError"]>().parameter(0).toEqualTypeOf<"flush" | "write">();
  });

  it("a field that the span's event does not declare", () => {
    expectTypeOf<ExportSpan["setProperty"]>()
      .parameter(0)
      .toEqualTypeOf<"format" | "range" | "surface">();
    expectTypeOf<ExportSpan["setMeasurement"]>()
      .parameter(0)
      .toEqualTypeOf<"events" | "files" | "skipped_lines" | "bytes">();
    expectTypeOf<ExportSpan["setMeasurement"]>().parameter(1).toEqualTypeOf<number>();
  });
});

describe("the closed values of the catalogue", () => {
  it("name every kind of range that an export may have", () => {
    type Range = ExtensionEvents["export"]["properties"]["range"];
    expectTypeOf<Range["values"][number]>().toEqualTypeOf<ExportRange["kind"]>();
  });
});
