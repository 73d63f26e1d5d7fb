import { describe, expectTypeOf, it } from "vitest";
import type {
  CommandHandlers,
  RequestContext,
  RequestHandlers,
} from "../../../extension/panel/dispatcher.ts";
import type { MethodOf } from "../../../shared/protocol/message.ts";
import type { PanelApi } from "../../../shared/protocol/panelApi.ts";
import type { HostClient } from "../../../webview/host/hostClient.ts";

declare const requests: RequestHandlers;
declare const commands: CommandHandlers;
declare const client: HostClient;

/** Never called: what is inside is only looked at by the compiler. */
function doesNotCompile(): readonly unknown[] {
  const { preview, ...otherRequests } = requests;
  const { openFile, ...otherCommands } = commands;
  // @ts-expect-error A request without a handler.
  const withoutPreview: RequestHandlers = otherRequests;
  // @ts-expect-error A command without a handler.
  const withoutOpenFile: CommandHandlers = otherCommands;
  // @ts-expect-error A result of another request.
  const wrongResult: RequestHandlers = { ...requests, preview: requests.countRange };
  const wrongShape: RequestHandlers = {
    ...requests,
    // @ts-expect-error A result that lacks a member.
    preview: () => Promise.resolve({ byteCount: 1 }),
  };
  // @ts-expect-error A cancel is the client's own.
  client.tell("cancel", { id: 1 });
  return [
    ...[preview, openFile, withoutPreview, withoutOpenFile, wrongResult, wrongShape],
    // @ts-expect-error A request that does not exist.
    client.request("toString", {}),
    // @ts-expect-error A command is no request.
    client.request("openFile", { fileName: "a" }),
    // @ts-expect-error Parameters of another request.
    client.request("preview", { target: { kind: "everything" } }),
    // @ts-expect-error A request is no event.
    client.on("preview", () => undefined),
  ];
}

describe("what does not compile", () => {
  it("a missing handler, a wrong result, an unknown message", () => {
    expectTypeOf(doesNotCompile).returns.toExtend<readonly unknown[]>();
    expectTypeOf<keyof RequestHandlers>().toEqualTypeOf<MethodOf<PanelApi, "request">>();
    expectTypeOf<keyof CommandHandlers>().toEqualTypeOf<
      Exclude<MethodOf<PanelApi, "command">, "cancel">
    >();
  });

  it("progress of a request that has none, or of another shape", () => {
    type Report<M extends MethodOf<PanelApi, "request">> = RequestContext<M>["report"];
    expectTypeOf<Report<"preview">>().parameter(0).toEqualTypeOf<never>();
    expectTypeOf<Report<"exportRange">>()
      .parameter(0)
      .toEqualTypeOf<{ readBytes: number; totalBytes: number }>();
  });
});
