import { expect, it } from "vitest";
import { createSessionContext } from "../../../extension/recording/sessionContext.ts";

it("createSessionContext names the session's facts as the file header does, in its order", () => {
  const context = createSessionContext("0123456789abcdef0123456789abcdef", {
    extensionVersion: "1.2.3",
    machineId: "machine",
    platformName: "Visual Studio Code",
    platformVersion: "1.105.0",
    osType: "linux",
    osVersion: "6.8.0",
    hostArch: "x64",
  });
  expect(Object.entries(context)).toEqual([
    ["extension_version", "1.2.3"],
    ["machine_id", "machine"],
    ["session_id", "0123456789abcdef0123456789abcdef"],
    ["os_type", "linux"],
    ["os_version", "6.8.0"],
    ["host_arch", "x64"],
    ["platform_name", "Visual Studio Code"],
    ["platform_version", "1.105.0"],
  ]);
});
