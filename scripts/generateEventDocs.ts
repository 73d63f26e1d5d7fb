import { writeFile } from "node:fs/promises";
import { generatedDocs } from "./generatedDocs.ts";

for (const { name, path, text } of await generatedDocs()) {
  await writeFile(path, text);
  console.log(`Wrote ${name}`);
}
