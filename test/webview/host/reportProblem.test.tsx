import { expect, it } from "vitest";
import { reportProblem } from "../../../webview/host/reportProblem.ts";
import { createScriptedHost } from "../scriptedHost.ts";

it("the log is told of a problem by no more than the host takes", async () => {
  const host = createScriptedHost({});
  reportProblem(host.client, "x".repeat(10_000));
  await expect.poll(() => host.told).toHaveLength(1);
  const message = "x".repeat(4_000);
  expect(host.told).toEqual([{ method: "reportProblem", params: { message } }]);
});
