// Scores of pages by Lighthouse: `node lighthouse.mjs ADDRESS ...` prints a JSON array with an object for each page and
// form factor. A page that is too slow is measured four times more, and the median of the five is told, as Lighthouse's
// guide on variability has it: what else the machine does is not the page's fault. Nor is it that a browser has just begun:
// a first run, which warms it up, is not told of.
import { launch } from "chrome-launcher"
import lighthouse, { desktopConfig } from "lighthouse"

const CATEGORIES = ["performance", "accessibility", "best-practices", "seo"]
const ENOUGH = 0.95
const FORMS = { phone: undefined, desk: desktopConfig }

const median = numbers => [...numbers].sort((one, other) => one - other)[Math.floor(numbers.length / 2)]

async function run(address, form, port) {
  const { lhr } = await lighthouse(address, { port, logLevel: "silent", onlyCategories: CATEGORIES }, FORMS[form])
  if (lhr.runtimeError) throw new Error(`${address}: ${lhr.runtimeError.message}`)
  const scores = CATEGORIES.map(name => lhr.categories[name].score ?? 0)
  const short = CATEGORIES.filter(name => lhr.categories[name].score < ENOUGH)
    .flatMap(name => lhr.categories[name].auditRefs)
    .filter(({ id, weight }) => weight && lhr.audits[id].score !== null && lhr.audits[id].score < 0.9)
    .map(({ id }) => `${id} ${lhr.audits[id].displayValue ?? ""}`.trim())
  return { scores, short }
}

async function measure(address, form, port) {
  const runs = [await run(address, form, port)]
  while (runs[0].scores[0] < ENOUGH && runs.length < 5) runs.push(await run(address, form, port))
  const scores = CATEGORIES.map((name, at) => [name, median(runs.map(each => each.scores[at]))])
  return { address, form, scores: Object.fromEntries(scores), short: runs[0].short }
}

const root = process.getuid?.() === 0 ? ["--no-sandbox"] : []
const chrome = await launch({ chromeFlags: ["--headless=new", "--disable-gpu", ...root] })
const measured = []
try {
  await run(process.argv[2], "phone", chrome.port)
  for (const address of process.argv.slice(2))
    for (const form of Object.keys(FORMS)) measured.push(await measure(address, form, chrome.port))
} finally {
  chrome.kill()
}
console.log(JSON.stringify(measured))
