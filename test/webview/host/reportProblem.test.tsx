import { expect, it } from "vitest";
import { reportProblem } from "../../../webview/host/reportProblem.ts";
import { createScriptedHost } from "../scriptedHost.ts";

it("reportProblem truncates the message to the limit of the host", async () => {
  const host = createScriptedHost({});
  reportProblem(host.client, "x".repeat(10_000));
  await expect.poll(() => host.commands).toHaveLength(1);
  const message = "x".repeat(4_000);
  expect(host.commands).toEqual([{ method: "reportProblem", params: { message } }]);
});
