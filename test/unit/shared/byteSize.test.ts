import { expect, it } from "vitest";
import { describeBytes } from "../../../shared/byteSize.ts";

it.each([
  [0, "0B"],
  [1, "1B"],
  [1023, "1023B"],
  [1024, "1.00KB"],
  [1536, "1.50KB"],
  [1_048_576, "1.00MB"],
  [5_242_880, "5.00MB"],
  [1_073_741_824, "1.00GB"],
  [5_497_558_138_880, "5120.00GB"],
])("describeBytes formats %d bytes as %s", (byteCount, expected) => {
  expect(describeBytes(byteCount)).toBe(expected);
});
