/* A filter for the timeline by party and by issue; without it the page is the whole list. Its words stand in the page. */

"use strict"

{ // a room of its own: scripts that are no modules, which a disk does not serve, share their names
  const KINDS = ["party", "issue"]

  /** The id of a record, from the address of its page: '../parties/guild/' is 'guild'. */
  function idOf(link) {
    const parts = new URL(link.href).pathname.split("/").filter(part => part && part !== "index.html")
    return parts.at(-1).replace(/\.html$/, "")
  }

  /** Each event with the ids that it bears, by kind; `names` collects what each id is called. */
  function read(names) {
    return [...document.querySelectorAll(".d-event")].map(element => {
      const ids = {}
      for (const kind of KINDS) {
        ids[kind] = [...element.querySelectorAll(`[data-filter="${kind}"] a`)].map(link => {
          names[kind].set(idOf(link), link.textContent)
          return idOf(link)
        })
      }
      return { element, ids }
    })
  }

  function choice(kind, names, words) {
    const label = document.createElement("label")
    const select = document.createElement("select")
    select.name = kind
    select.append(new Option(words.any, ""))
    for (const [id, name] of [...names].sort((a, b) => a[1].localeCompare(b[1]))) select.append(new Option(name, id))
    label.append(`${words[kind]} `, select)
    return label
  }

  function start() {
    const names = { party: new Map(), issue: new Map() }
    const events = read(names)
    const kinds = KINDS.filter(kind => names[kind].size > 1)
    const first = document.querySelector(".d-year")
    const words = document.querySelector(".d-filter-words")?.dataset
    if (events.length < 2 || !kinds.length || !first || !words) return
    const inDigits = number => String(number).replace(/\d/g, digit => [...words.digits][digit])

    const form = document.createElement("form")
    form.className = "d-filter"
    form.setAttribute("aria-label", words.label)
    const said = document.createElement("output")
    const clear = document.createElement("button")
    clear.type = "reset"
    clear.className = "d-copy"
    clear.textContent = words.clear
    form.append(...kinds.map(kind => choice(kind, names[kind], words)), clear, said)
    first.before(form)
    const chosen = () => kinds.map(kind => [kind, form.elements[kind].value]).filter(([, id]) => id)

    function show() {
      const wanted = chosen()
      let shown = 0
      for (const { element, ids } of events) {
        element.hidden = !wanted.every(([kind, id]) => ids[kind].includes(id))
        shown += !element.hidden
      }
      for (const year of document.querySelectorAll(".d-year")) year.hidden = !year.querySelector(".d-event:not([hidden])")
      said.textContent = wanted.length ? words.some.replace("{shown}", inDigits(shown)) : words.all
      clear.hidden = !wanted.length
    }

    /** The state goes into the address, and from there to the other pages of the timeline. */
    function remember() {
      const query = new URLSearchParams(chosen()).toString()
      history.replaceState(null, "", `${location.pathname}${query && `?${query}`}${location.hash}`)
      for (const link of document.querySelectorAll(".d-pages a")) link.search = query
    }

    function choose(query) {
      for (const kind of kinds) {
        const id = query.get(kind) ?? ""
        form.elements[kind].value = names[kind].has(id) ? id : ""
      }
    }

    /** A link to one event shows it, whatever is chosen. */
    function uncover() {
      if (!document.getElementById(decodeURIComponent(location.hash.slice(1)))?.closest("[hidden]")) return
      choose(new URLSearchParams())
      show()
      remember()
      document.getElementById(decodeURIComponent(location.hash.slice(1))).scrollIntoView()
    }

    form.addEventListener("change", () => { show(); remember() })
    form.addEventListener("reset", () => setTimeout(() => { show(); remember() }))
    window.addEventListener("hashchange", uncover)
    choose(new URLSearchParams(location.search))
    show()
    if (chosen().length) remember()
    uncover()
  }

  start()
}
