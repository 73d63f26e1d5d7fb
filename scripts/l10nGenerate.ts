import { writeFile } from "node:fs/promises";
import { L10N_BUNDLE_PATH, renderL10nBundle } from "./l10nBundle.ts";

await writeFile(L10N_BUNDLE_PATH, renderL10nBundle());
console.log("Wrote l10n/bundle.l10n.json");
