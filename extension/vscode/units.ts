import { describeBytes } from "../../shared/byteSize.ts";

export { describeBytes };
