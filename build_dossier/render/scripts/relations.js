/* Exploring the network of relations, by mouse, touch and keyboard; without this the page is a drawing and a table.

   What is drawn stands in the page, and so do all words. d3-force (dossierForce) takes neighbours along when a party is
   moved; without it the party moves alone. */

"use strict"

{ // a room of its own: scripts that are no modules, which a disk does not serve, share their names
  const CLOSEST = 2.5
  const DRAGGED = 5 // pixels that a pointer must move before it drags
  const LEGIBLE = 0.8 // the scale below which the words cannot be read
  const SPARE = 40 // pixels around the drawing
  const HASH = "#party="
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches

  const frame = document.querySelector(".d-network")
  const drawing = frame?.querySelector(".d-drawing")
  const offered = frame?.querySelector(".d-network-tools template")
  const told = frame?.querySelector(".d-told")

  // --- what is drawn

  function placed(element) {
    const { e: x, f: y } = element.transform.baseVal.consolidate().matrix
    const [width, height] = element.dataset.size.split(" ").map(Number)
    return { element, x, y, width, height, home: { x, y } }
  }

  function read() {
    const nodes = new Map()
    for (const element of drawing.querySelectorAll(".d-node")) {
      nodes.set(element.dataset.party, { ...placed(element), id: element.dataset.party, ties: [] })
    }
    const ties = [...drawing.querySelectorAll(".d-tie")].map(element => {
      const { from, to, kind, years, tie } = element.dataset
      const line = drawing.querySelector(`.d-line[data-tie="${tie}"]`)
      const one = { ...placed(element), line, kind, from: nodes.get(from), to: nodes.get(to), years: years.split(" ") }
      one.from.ties.push(one)
      one.to.ties.push(one)
      return one
    })
    return { nodes, ties }
  }

  const other = (tie, node) => (tie.from === node ? tie.to : tie.from)

  /** Where the straight line from the middle of a box crosses its edge, 3 pixels outside; as `views/outlines.py` does. */
  function leaving(node, toward) {
    const across = toward.x - node.x, down = toward.y - node.y
    const share = Math.min(1, (node.width / 2 + 3) / Math.abs(across || 1e-9), (node.height / 2 + 3) / Math.abs(down || 1e-9))
    return { x: node.x + across * share, y: node.y + down * share }
  }

  function drawTie(tie) {
    const begin = leaving(tie.from, tie), end = leaving(tie.to, tie)
    const bend = { x: 2 * tie.x - (begin.x + end.x) / 2, y: 2 * tie.y - (begin.y + end.y) / 2 }
    const numbers = [begin.x, begin.y, bend.x, bend.y, end.x, end.y].map(number => number.toFixed(1))
    tie.line.setAttribute("d", `M${numbers[0]} ${numbers[1]}Q${numbers.slice(2).join(" ")}`)
    place(tie)
  }

  const place = one => one.element.setAttribute("transform", `translate(${one.x.toFixed(1)} ${one.y.toFixed(1)})`)

  // --- the window onto it

  function windowOn(svg) {
    const whole = { width: svg.viewBox.baseVal.width, height: svg.viewBox.baseVal.height }
    let view = { x: 0, y: 0, ...whole }
    let isUntouched = true

    const size = () => {
      const { width, height } = svg.getBoundingClientRect()
      return { width: width || 1, height: height || 1 }
    }
    /** As broad as the view must be to show everything. */
    const entireWidth = () => Math.max(whole.width, (whole.height * size().width) / size().height) * 1.02

    /** Where a stretch begins that is to stay upon a longer one, or to stand around a shorter one. */
    function within(start, length, all) {
      return length < all ? Math.min(Math.max(start, -SPARE), all - length + SPARE) : (all - length) / 2
    }

    function show(next) {
      const { width: wide, height: high } = size()
      const width = Math.min(Math.max(next.width, wide / CLOSEST), Math.max(entireWidth(), wide))
      const height = (width * high) / wide
      const x = within(next.x + (next.width - width) / 2, width, whole.width)
      const y = within(next.y + (next.height - height) / 2, height, whole.height)
      view = { x, y, width, height }
      svg.setAttribute("viewBox", [view.x, view.y, view.width, view.height].map(each => each.toFixed(2)).join(" "))
    }

    const around = ({ x, y }, width) => {
      const height = (width * size().height) / size().width
      show({ x: x - width / 2, y: y - height / 2, width, height })
    }
    const middle = { x: whole.width / 2, y: whole.height / 2 }

    /** At first: everything, where that can be read; else what is around a point. */
    function fit(point) {
      svg.style.height = `${Math.round(Math.min(whole.height, innerHeight * 0.8))}px`
      const width = entireWidth()
      if (size().width / width >= LEGIBLE) around(middle, width)
      else around(point, size().width / LEGIBLE)
    }

    const scale = () => view.width / size().width
    const at = (x, y) => {
      const box = svg.getBoundingClientRect()
      return { x: view.x + (x - box.left) * scale(), y: view.y + (y - box.top) * scale() }
    }

    return {
      at,
      entire: () => { isUntouched = false; around(middle, entireWidth()) },
      move(across, down) {
        isUntouched = false
        show({ ...view, x: view.x - across * scale(), y: view.y - down * scale() })
      },
      zoom(by, x = view.x + view.width / 2, y = view.y + view.height / 2) {
        isUntouched = false
        show({ x: x - (x - view.x) / by, y: y - (y - view.y) / by, width: view.width / by, height: view.height / by })
      },
      /** Bring a point into sight, where it is not well within. */
      reveal({ x, y }) {
        const edge = { x: view.width * 0.18, y: view.height * 0.18 }
        const inside = x > view.x + edge.x && x < view.x + view.width - edge.x
          && y > view.y + edge.y && y < view.y + view.height - edge.y
        if (!inside) around({ x, y }, view.width)
        isUntouched = false
      },
      /** Begin, and whenever the window has another size. */
      resized: point => (isUntouched ? fit(point) : show(view)),
    }
  }

  // --- forces

  /** Boxes push each other away where they overlap; a circle around a broad box would keep too much room free. */
  function boxesApart(gap) {
    let all = []
    function force(alpha) {
      for (const [number, one] of all.entries()) {
        for (const two of all.slice(number + 1)) {
          const across = (one.width + two.width) / 2 + gap - Math.abs(two.x - one.x)
          const down = (one.height + two.height) / 2 + gap - Math.abs(two.y - one.y)
          if (across <= 0 || down <= 0) continue
          const step = Math.min(1, alpha * 2) / 2
          if (across < down) {
            const push = Math.sign(two.x - one.x || 1) * across * step
            one.vx -= push
            two.vx += push
          } else {
            const push = Math.sign(two.y - one.y || 1) * down * step
            one.vy -= push
            two.vy += push
          }
        }
      }
    }
    force.initialize = nodes => { all = nodes }
    return force
  }

  /** The simulation: parties and labels, springs as long as they are drawn, and each a little drawn to its place. */
  function simulation(nodes, ties, draw) {
    const library = globalThis.dossierForce
    if (!library) return null
    const springs = ties.flatMap(tie => [tie.from, tie.to].map(end => {
      return { source: end, target: tie, length: Math.hypot(end.x - tie.x, end.y - tie.y) }
    }))
    return library.forceSimulation([...nodes.values(), ...ties])
      .force("springs", library.forceLink(springs).distance(spring => spring.length).strength(0.35))
      .force("home-x", library.forceX(one => one.home.x).strength(0.08))
      .force("home-y", library.forceY(one => one.home.y).strength(0.08))
      .force("boxes", boxesApart(10))
      .on("tick", draw)
      .stop()
  }

  // --- all together

  function start() {
    const { nodes, ties } = read()
    let chosen = null, held = null, wasDragged = false
    frame.classList.add("d-moving")
    offered.replaceWith(offered.content)
    const tools = frame.querySelector(".d-network-tools fieldset")
    const view = windowOn(drawing)
    drawing.parentElement.closest(".d-view").removeAttribute("tabindex")

    function draw() {
      for (const node of nodes.values()) place(node)
      for (const tie of ties) drawTie(tie)
    }
    const forces = simulation(nodes, ties, draw)

    // Which ties are shown, and what holds in the chosen year: 'known', 'unknown' or 'other'.
    function inForce(tie, year) {
      const [begins, begun, ends, ended] = tie.years.map(each => (each === "-" ? null : Number(each)))
      if ((begins !== null && year < begins) || (ended !== null && year > ended)) return "other"
      const hasBegun = begins !== null && year >= begun
      return hasBegun && (ended === null || (ends !== null && year <= ends)) ? "known" : "unknown"
    }

    function filter() {
      const kind = tools.elements.kind.value, year = tools.elements.year?.value ?? ""
      const count = { known: 0, unknown: 0, other: 0, shown: 0 }
      for (const tie of ties) {
        const state = year ? inForce(tie, Number(year)) : "known"
        tie.isShown = (!kind || tie.kind === kind) && state !== "other"
        if (!kind || tie.kind === kind) count[state] += 1
        count.shown += tie.isShown
        for (const element of [tie.element, tie.line]) {
          element.classList.toggle("d-out", !tie.isShown)
          element.classList.toggle("d-perhaps", state === "unknown")
        }
      }
      const message = year ? tools.dataset.then : tools.dataset.status
      tools.querySelector("output").textContent = message.replace(/\{(\w+)\}/g, (_, name) => {
        return String(name === "all" ? ties.length : count[name]).replace(/\d/g, digit => [...tools.dataset.digits][digit])
      })
      highlight()
    }

    function highlight(centre = chosen) {
      const filtered = tools.elements.kind.value || tools.elements.year?.value
      const near = new Set(centre?.ties.filter(tie => tie.isShown).map(tie => other(tie, centre)))
      for (const node of nodes.values()) {
        const lonely = filtered && !node.ties.some(tie => tie.isShown)
        node.element.classList.toggle("d-faint", centre ? node !== centre && !near.has(node) : Boolean(lonely))
        node.element.classList.toggle("d-chosen", node === chosen)
      }
      for (const tie of ties) {
        const touches = centre && (tie.from === centre || tie.to === centre)
        for (const element of [tie.element, tie.line]) {
          element.classList.toggle("d-faint", Boolean(centre) && !touches)
          element.classList.toggle("d-near", Boolean(touches))
        }
      }
    }

    function tell() {
      const words = chosen && document.querySelector(`.d-in-words[data-party="${CSS.escape(chosen.id)}"]`)
      told.replaceChildren(...(words ? words.cloneNode(true).childNodes : []))
      for (const link of told.querySelectorAll(".headerlink")) link.remove()
      for (const marked of told.querySelectorAll("[id]")) marked.removeAttribute("id")
    }

    function choose(node, remember = true) {
      chosen = node
      highlight()
      tell()
      if (node) view.reveal(node)
      if (remember) {
        const address = node ? `${HASH}${encodeURIComponent(node.id)}` : location.pathname + location.search
        history.replaceState(null, "", address)
      }
    }

    function fromAddress() {
      if (!location.hash.startsWith(HASH)) return
      const node = nodes.get(decodeURIComponent(location.hash.slice(HASH.length)))
      if (!node) return
      choose(node, false)
      const inWords = document.querySelector(".d-all-in-words")
      if (inWords) inWords.open = false // which the browser has opened, as the address names a place in it
      frame.scrollIntoView({ block: "start" })
    }

    // --- the keyboard

    /** The neighbour that lies best in a direction: not far off it, and near. */
    function neighbour(node, across, down) {
      let best = null, least = Infinity
      for (const tie of node.ties.filter(each => each.isShown)) {
        const end = other(tie, node)
        const x = end.x - node.x, y = end.y - node.y
        const along = x * across + y * down, aside = Math.abs(x * down) + Math.abs(y * across)
        if (along > 0 && along + 2 * aside < least) [best, least] = [end, along + 2 * aside]
      }
      return best
    }

    const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }

    drawing.addEventListener("keydown", event => {
      const node = nodes.get(event.target.closest(".d-node")?.dataset.party)
      if (!node || event.ctrlKey || event.metaKey || event.altKey) return
      if (event.key in ARROWS) {
        neighbour(node, ...ARROWS[event.key])?.element.focus({ preventScroll: true })
        event.preventDefault()
      } else if (event.key === "Escape") {
        choose(null)
      } else if (event.key === "+" || event.key === "-") {
        view.zoom(event.key === "+" ? 1.3 : 1 / 1.3, node.x, node.y)
      }
    })
    // Not on the drawing itself: one that listens to the focus would take it, too.
    frame.addEventListener("focusin", event => {
      const node = nodes.get(event.target.closest(".d-node")?.dataset.party)
      if (!node || held || !event.target.matches(":focus-visible")) return
      choose(node)
      requestAnimationFrame(() => intoSight(node.element))
    })
    /** The browser has scrolled the page to where the element was before the view moved. */
    function intoSight(element) {
      const { top, bottom } = element.getBoundingClientRect()
      if (top < 90 || bottom > innerHeight - 30) scrollBy(0, (top + bottom - innerHeight) / 2)
    }
    // A browser scrolls a box to what has the focus; here the window onto the drawing moves instead.
    drawing.closest(".d-view").addEventListener("scroll", event => event.target.scrollTo(0, 0))

    // --- mouse and touch

    const pointers = new Map()
    const spread = () => {
      const [one, two] = [...pointers.values()]
      return { x: (one.x + two.x) / 2, y: (one.y + two.y) / 2, apart: Math.hypot(one.x - two.x, one.y - two.y) || 1 }
    }

    drawing.addEventListener("dragstart", event => event.preventDefault()) // of a link
    drawing.addEventListener("pointerdown", event => {
      if (event.button) return
      pointers.set(event.pointerId, { x: event.clientX, y: event.clientY })
      if (pointers.size > 1) {
        release()
        return
      }
      wasDragged = false
      const node = nodes.get(event.target.closest(".d-node")?.dataset.party) ?? null
      held = { node, x: event.clientX, y: event.clientY }
    })
    window.addEventListener("pointermove", event => {
      const before = pointers.get(event.pointerId)
      if (!before) return
      const now = { x: event.clientX, y: event.clientY }
      if (pointers.size === 2) {
        const was = spread()
        pointers.set(event.pointerId, now)
        const is = spread(), middle = view.at(is.x, is.y)
        view.zoom(is.apart / was.apart, middle.x, middle.y)
        view.move(is.x - was.x, is.y - was.y)
        wasDragged = true
        return
      }
      pointers.set(event.pointerId, now)
      if (!held) return
      if (!wasDragged && Math.hypot(now.x - held.x, now.y - held.y) < DRAGGED) return
      if (!wasDragged) grab()
      if (held.node) drag(held.node, now)
      else view.move(now.x - before.x, now.y - before.y)
    })
    function grab() {
      wasDragged = true
      drawing.classList.add("d-held")
      if (held.node && forces && !still) forces.alphaTarget(0.3).restart()
    }
    function drag(node, now) {
      const { x, y } = view.at(now.x, now.y)
      Object.assign(node, { x, y, fx: x, fy: y })
      if (!forces || still) settle()
    }
    /** Without motion: the neighbours are where they come to rest, at once. */
    function settle() {
      if (forces) forces.alpha(0.4).tick(30)
      draw()
    }
    function release() {
      if (held?.node && wasDragged) { // it stays where it was put
        forces?.alphaTarget(0)
        if (still) settle()
      }
      held = null
      drawing.classList.remove("d-held")
    }
    for (const name of ["pointerup", "pointercancel"]) {
      window.addEventListener(name, event => {
        if (!pointers.delete(event.pointerId)) return
        release()
      })
    }

    // A click chooses a party, and a second one opens its page; one that no pointer made (Enter) opens it at once.
    drawing.addEventListener("click", event => {
      const node = nodes.get(event.target.closest(".d-node")?.dataset.party)
      const isPlain = event.detail && !event.ctrlKey && !event.metaKey && !event.shiftKey
      if (wasDragged || (node && isPlain && node !== chosen)) event.preventDefault()
      if (wasDragged || !isPlain) return
      if (node && node !== chosen) choose(node)
      else if (!node && chosen) choose(null)
    })
    for (const node of nodes.values()) {
      node.element.addEventListener("pointerenter", event => {
        if (event.pointerType === "mouse" && !held && !chosen) highlight(node)
      })
      node.element.addEventListener("pointerleave", () => { if (!held) highlight() })
    }
    drawing.addEventListener("wheel", event => {
      if (!event.ctrlKey && !event.metaKey) return // the wheel alone scrolls the page
      event.preventDefault()
      const { x, y } = view.at(event.clientX, event.clientY)
      view.zoom(Math.exp(-event.deltaY / 200), x, y)
    }, { passive: false })

    // --- the tools

    tools.addEventListener("change", filter)
    tools.elements.closer.addEventListener("click", () => view.zoom(1.4))
    tools.elements.farther.addEventListener("click", () => view.zoom(1 / 1.4))
    tools.elements.whole.addEventListener("click", () => {
      tools.elements.kind.value = ""
      if (tools.elements.year) tools.elements.year.value = ""
      choose(null)
      filter()
      forces?.stop()
      for (const one of [...nodes.values(), ...ties]) Object.assign(one, one.home, { fx: null, fy: null, vx: 0, vy: 0 })
      draw()
      view.entire()
    })
    window.addEventListener("hashchange", fromAddress)

    const busiest = [...nodes.values()].reduce((one, two) => (two.ties.length > one.ties.length ? two : one))
    view.resized(busiest)
    new ResizeObserver(() => view.resized(busiest)).observe(frame)
    filter()
    fromAddress()
    // Only then has the browser gone by itself to what the address names, in the words below.
    if (document.readyState !== "complete") window.addEventListener("load", () => requestAnimationFrame(fromAddress))
  }

  if (drawing && offered && told) start()
}
