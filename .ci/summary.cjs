// Adds up the results of the test runs. Fails if a test failed, was skipped or did not run.
const { existsSync, readFileSync } = require("node:fs");

let passed = 0;
let failed = 0;
for (const name of ["unit", "vscode"]) {
  const path = `.cache/test-results/${name}.json`;
  if (!existsSync(path)) {
    console.log(`${path} is missing: the ${name} tests did not run.`);
    failed++;
    continue;
  }
  const result = JSON.parse(readFileSync(path, "utf8"));
  const skipped = result.numPendingTests + result.numTodoTests;
  if (skipped > 0)
    console.log(`${skipped} ${name} tests were skipped; in CI, they count as failed.`);
  passed += result.numPassedTests;
  failed += result.numFailedTests + skipped;
  if (!result.success && result.numFailedTests === 0) failed++;
}
if (process.env.STATUS !== "0" && failed === 0) {
  console.log("A step other than a test failed; see its output above.");
  failed++;
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
