/** What the bundle is built for. */
const MIN_MAJOR = 22;

// Imported first, because an older Node would fail with a puzzling error later.
if (Number.parseInt(process.versions.node, 10) < MIN_MAJOR) {
  process.stderr.write(
    `coder-telemetry: Node.js ${MIN_MAJOR} or later is required, but this is ${process.versions.node}.\n`,
  );
  process.exit(2);
}
