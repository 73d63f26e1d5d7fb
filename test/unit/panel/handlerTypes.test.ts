import { describe, expectTypeOf, it } from "vitest";
import type {
  CommandHandlers,
  RequestContext,
  RequestHandlers,
} from "../../../extension/panel/dispatcher.ts";
import type { MethodOf, ParamsOf } from "../../../shared/protocol/message.ts";
import type { PanelApi } from "../../../shared/protocol/panelApi.ts";
import type { HostClient } from "../../../webview/host/hostClient.ts";

type RequestMethod = MethodOf<PanelApi, "request">;

/** The possible first arguments of a method of the client. */
type MethodsOf<M extends "request" | "send" | "on"> = Parameters<HostClient[M]>[0];

describe("the handlers of the host", () => {
  it("are required for each request and command", () => {
    expectTypeOf<Omit<RequestHandlers, "preview">>().not.toExtend<RequestHandlers>();
    expectTypeOf<Omit<CommandHandlers, "openFile">>().not.toExtend<CommandHandlers>();
    expectTypeOf<keyof RequestHandlers>().toEqualTypeOf<RequestMethod>();
    expectTypeOf<keyof CommandHandlers>().toEqualTypeOf<
      Exclude<MethodOf<PanelApi, "command">, "cancel">
    >();
  });

  it("return the complete result of their own request", () => {
    type Preview = RequestHandlers["preview"];
    expectTypeOf<RequestHandlers["countRange"]>().not.toExtend<Preview>();
    expectTypeOf<() => Promise<{ byteCount: number }>>().not.toExtend<Preview>();
    expectTypeOf<() => Promise<{ text: string }>>().toExtend<Preview>();
  });

  it("report progress as declared, or none", () => {
    type Report<M extends RequestMethod> = RequestContext<M>["report"];
    expectTypeOf<Report<"preview">>().parameter(0).toEqualTypeOf<never>();
    expectTypeOf<Report<"exportRange">>()
      .parameter(0)
      .toEqualTypeOf<{ readBytes: number; totalBytes: number }>();
  });
});

describe("the client of the page", () => {
  it("sends requests and commands except cancel, and listens to events", () => {
    expectTypeOf<MethodsOf<"request">>().toEqualTypeOf<RequestMethod>();
    expectTypeOf<MethodsOf<"send">>().toEqualTypeOf<keyof CommandHandlers>();
    expectTypeOf<MethodsOf<"on">>().toEqualTypeOf<MethodOf<PanelApi, "event">>();
    expectTypeOf<"toString">().not.toExtend<MethodsOf<"request">>();
    expectTypeOf<"cancel">().not.toExtend<MethodsOf<"send">>();
  });

  it("types the parameters of each request", () => {
    type DeletionParams = ParamsOf<PanelApi, "deleteRecorded">;
    expectTypeOf<DeletionParams>().not.toExtend<ParamsOf<PanelApi, "preview">>();
  });
});
