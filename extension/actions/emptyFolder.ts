import { findEmptyReason } from "../export/emptyExport.ts";
import type { FileSystem } from "../platform/fileSystem.ts";
import { ReadReport } from "../store/reading/readReport.ts";
import { describeEmptyExport } from "./describeEmptyExport.ts";
import type { UserInterface } from "./userInterface.ts";

/**
 * Shows a message if a folder can be read but has no telemetry files, with likely alternatives.
 * Never rejects.
 */
export async function explainEmptyFolder(
  fs: FileSystem,
  user: Pick<UserInterface, "l10n" | "showInformation">,
  directory: string,
): Promise<void> {
  const isReadable = await fs.readdir(directory).then(
    () => true,
    () => false,
  );
  // The panel shows why it cannot be read.
  if (!isReadable) return;
  const reason = await findEmptyReason(fs, directory, new ReadReport());
  if (reason.kind === "noFiles") user.showInformation(describeEmptyExport(user.l10n, reason));
}
