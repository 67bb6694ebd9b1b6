// Formats CSL items with citeproc-js, the processor that reference managers use, in the styles whose files are named.
// node cite.mjs ITEMS.json STYLE.csl… prints {"STYLE.csl": {"id": "HTML of the entry"}}; '' where a style has none.
import { readFileSync } from "node:fs"
import { createRequire } from "node:module"
import { basename } from "node:path"

const require = createRequire(import.meta.url)
const CSL = require("citeproc")
const [file, ...styles] = process.argv.slice(2)
const items = new Map(JSON.parse(readFileSync(file, "utf8")).map(item => [item.id, item]))

// The package's locales are those of CSL 1.0.1; these are terms of 1.0.2 that the styles print of our sources.
const terms = [
  '<term name="number" form="short"><single>no.</single><multiple>nos.</multiple></term>',
  '<term name="broadcast">broadcast</term>',
  '<term name="dataset">dataset</term>',
  '<term name="on">on</term>',
].join("")
const older = readFileSync(require.resolve("citeproc-locales/locales/locales-en-US.xml"), "utf8")
const english = older.replace("<terms>", `<terms>${terms}`)

const told = {}
for (const style of styles) {
  const system = { retrieveLocale: () => english, retrieveItem: id => items.get(id) }
  const engine = new CSL.Engine(system, readFileSync(style, "utf8"), "en-US", true)
  told[basename(style)] = Object.fromEntries([...items.keys()].map(id => {
    engine.updateItems([id]) // by itself, as each page shows it
    return [id, (engine.makeBibliography()[1][0] ?? "").replace(/<\/?div[^>]*>/g, "").trim()]
  }))
}
process.stdout.write(JSON.stringify(told))
