/* Comforts for a reader with script; each page can be read whole without it. */

"use strict"

{ // a room of its own: scripts that are no modules, which a disk does not serve, share their names
  const WORDS = {} // put in when the site is built: render/script_words.py
  const LABELS = { address: WORDS.copyAddress, words: WORDS.copyWords, lines: WORDS.copyLines, cited: WORDS.copyCited }

  /** A button for every place that a page marks with `data-copy`: its address, its words with source, a citation. */
  function addCopyButtons() {
    const said = document.createElement("span")
    said.className = "d-unseen"
    said.setAttribute("role", "status")
    document.body.append(said)
    for (const place of document.querySelectorAll("[data-copy]")) {
      const button = document.createElement("button")
      const label = LABELS[place.dataset.copy] ?? LABELS.address
      button.type = "button"
      button.className = "d-copy"
      button.textContent = label
      button.addEventListener("click", async () => {
        const done = await copied(textFor(place))
        button.textContent = done ? WORDS.copied : WORDS.notCopied
        said.textContent = button.textContent
        setTimeout(() => { button.textContent = label }, 2000)
      })
      place.replaceChildren(button)
    }
  }

  function textFor(place) {
    if (place.dataset.copy === "cited") return cited(place.closest(".d-cited"))
    const address = `${location.origin}${location.pathname}`
    if (place.dataset.copy === "lines") return place.previousElementSibling.textContent.trim()
    if (place.dataset.copy !== "words") return address
    const words = document.querySelector(".d-words blockquote")?.innerText ?? heading()
    const told = { words: words.trim().replace(/\s+/g, " "), credit: place.dataset.credit, address }
    return WORDS.withSource.replace(/\{(\w+)\}/g, (_, name) => told[name])
  }

  /** A citation as text, or the lines of a format for programs. */
  function cited(block) {
    const lines = block.querySelector("pre")
    return lines ? `${lines.textContent.trim()}\n` : block.querySelector(".d-citation").textContent.trim().replace(/ +/g, " ")
  }

  /** The page's heading, without the sign that links to it. */
  function heading() {
    const copy = document.querySelector("article h1").cloneNode(true)
    copy.querySelector(".headerlink")?.remove()
    return copy.textContent
  }

  /** The clipboard is refused on pages that are not served securely; an old command still works there. */
  async function copied(text) {
    try {
      await navigator.clipboard.writeText(text)
      return true
    } catch {
      const area = document.createElement("textarea")
      area.value = text
      document.body.append(area)
      area.select()
      const done = document.execCommand("copy")
      area.remove()
      return done
    }
  }

  addCopyButtons()
}
