import type { ReactNode } from "react";
import { EXPORT_FORMATS } from "../shared/formats.ts";
import { Link } from "./ui/Link.tsx";

/** The page of the Telemetry panel: what it will be, and how to export until then. */
export function App(): ReactNode {
  return (
    <main>
      <h1>Telemetry</h1>
      <p>
        This panel is on its way. It will show, day by day, what the extension has recorded on this
        machine. For now it shows none of it.
      </p>
      <h2>Export today</h2>
      <p>
        Run <strong>Coder: Export Telemetry…</strong> from the Command Palette, or start it here:{" "}
        <Link href="command:coder.exportTelemetry">Export Telemetry…</Link>
      </p>
      <p>It asks which events you want, in which of these formats, and where to save them:</p>
      <ul>
        {EXPORT_FORMATS.map((format) => (
          <li key={format.id}>
            <strong>{format.label}</strong>: {format.detail}
          </li>
        ))}
      </ul>
    </main>
  );
}
