// Loaded before a measured program: writes the peak of its resident memory, in KiB, to descriptor 3.
const { writeSync } = require("node:fs");

process.on("exit", () => {
  writeSync(3, String(process.resourceUsage().maxRSS));
});
