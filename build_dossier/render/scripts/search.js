// The search: a dialog over the page. What is asked stands in the page's address, so that results can be shared.
// Texts of the dossier go into the page as text, never as HTML.

import { Index } from "./search-index.js";
import { holds, pieces, wordsToFind, wordsToMark } from "./search-words.js";

const SITE = new URL("../", import.meta.url);
const AT_ONCE = 10; // results
const VALUES_AT_ONCE = 8; // of a facet
const PAUSE = 150; // milliseconds without a key, before what was typed is searched
const FACETS = ["kind", "party", "issue", "year", "source", "verdict"];
const WORDS = {}; // put in when the site is built: render/script_words.py
const PLURALS = new Intl.PluralRules(WORDS.locale);
const NUMBERS = new Intl.NumberFormat(WORDS.locale);
const YEARS = new Intl.NumberFormat(WORDS.locale, { useGrouping: false });

/** What is said under a name, with the values put in; of what is counted, the form for the number. */
function said(name, values = {}) {
  const words = WORDS[name];
  const form = typeof words === "string" ? words : words[PLURALS.select(values.number)] ?? words.other;
  return form.replace(/\{(\w+)\}/g, (_, key) => (typeof values[key] === "number" ? NUMBERS.format(values[key]) : values[key]));
}

/** An element with attributes and contents; a text among these stays a text. */
function make(name, attributes = {}, ...contents) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...contents.flat().filter((each) => each !== null));
  return element;
}

const marked = (text, words) => pieces(text, words).map(([piece, isFound]) => (isFound ? make("mark", {}, piece) : piece));

class Search {
  #index; // a promise, so that the first question can wait for it
  #asked = 0; // the number of the last question: answers to earlier ones come too late
  #places = []; // of the records found, in the order of time
  #words = [];
  #shown = 0;
  #opened = new Set(); // facets
  #whole = new Set(); // facets of which all values are shown
  #timer;

  constructor() {
    this.input = make("input", {
      type: "search", id: "dossier-search-input", autocomplete: "off", autocapitalize: "off", spellcheck: "false",
      enterkeyhint: "search", placeholder: said("example"),
    });
    this.close = make("button", { type: "button", class: "dossier-search-close" }, `${said("close")} `, make("kbd", { "aria-hidden": "true" }, said("escape")));
    this.form = make("form", { role: "search" },
      make("label", { for: "dossier-search-input" }, said("searchThis")), this.input, this.close);
    this.status = make("p", { role: "status", class: "dossier-search-status" });
    this.sort = make("select", { id: "dossier-search-sort" },
      make("option", { value: "" }, said("best")), make("option", { value: "date" }, said("newest")));
    this.order = make("p", { class: "dossier-search-order" }, make("label", { for: "dossier-search-sort" }, `${said("order")} `), this.sort);
    this.list = make("ol", { class: "dossier-search-results" });
    this.more = make("button", { type: "button", class: "dossier-search-more", hidden: "" }, said("more"));
    this.help = make("div", { class: "dossier-search-help" });
    this.groups = new Map();
    this.facets = make("details", { class: "dossier-search-facets" }, make("summary", {}, said("narrow")));
    this.dialog = make("dialog", { class: "dossier-search", "aria-label": said("search") }, this.form,
      make("div", { class: "dossier-search-body" }, this.facets,
        make("div", { class: "dossier-search-found" }, make("div", { class: "dossier-search-head" }, this.status, this.order),
          this.help, this.list, this.more)));
    document.body.append(this.dialog);
    this.#listen();
  }

  #listen() {
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#ask().then(() => this.#links()[0]?.focus());
    });
    this.input.addEventListener("input", () => {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.#ask(), PAUSE);
    });
    this.sort.addEventListener("change", () => this.#ask());
    this.more.addEventListener("click", () => this.#showMore(true));
    this.close.addEventListener("click", () => this.dialog.close());
    this.dialog.addEventListener("close", () => {
      clearTimeout(this.#timer);
      this.#write(new Map());
      this.control?.focus();
    });
    this.dialog.addEventListener("click", (event) => {
      if (event.target === this.dialog) this.dialog.close(); // beside it
    });
    this.dialog.addEventListener("keydown", (event) => this.#step(event));
    this.input.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || event.isComposing) return;
      event.preventDefault(); // a search field would only empty itself at first
      this.dialog.close();
    });
    this.list.addEventListener("click", (event) => {
      const link = event.target.closest("a");
      // The way back from another page leads to the results again; on this page they would be in the way.
      if (link && link.pathname === location.pathname && !event.ctrlKey && !event.metaKey) this.dialog.close();
    });
  }

  #links() {
    return [...this.list.querySelectorAll("a")];
  }

  /** The arrow keys go from the field to the results and through them. */
  #step(event) {
    const way = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!way || event.altKey || !(event.target === this.input || this.list.contains(event.target))) return;
    const stops = [this.input, ...this.#links()];
    const next = stops[stops.indexOf(event.target.closest("a, input")) + way];
    event.preventDefault();
    next?.focus();
  }

  /** `typed` is what the reader typed already, before this was there. */
  open(control, typed) {
    if (this.dialog.open) return;
    this.control = control;
    this.facets.open = matchMedia("(min-width: 60em)").matches;
    this.#read();
    if (typed) this.input.value = typed;
    this.dialog.showModal();
    this.input.focus();
    if (!typed) this.input.select();
    this.#ask();
  }

  // --- the address

  #read() {
    const asked = new URLSearchParams(location.search);
    this.input.value = asked.get("q") ?? "";
    this.sort.value = asked.get("sort") === "date" ? "date" : "";
    this.chosen = {};
    for (const facet of FACETS) {
      if (asked.has(facet)) this.chosen[facet] = asked.getAll(facet);
    }
  }

  #write(values) {
    const address = new URL(location.href);
    for (const name of ["q", "sort", ...FACETS]) address.searchParams.delete(name);
    for (const [name, each] of values) [each].flat().forEach((value) => address.searchParams.append(name, value));
    if (address.href !== location.href) history.replaceState(history.state, "", address);
  }

  // --- the question

  async #ask() {
    clearTimeout(this.#timer);
    if (!this.dialog.open) return; // a question that was still being typed when it was closed
    const asked = ++this.#asked;
    const text = this.input.value.trim();
    // A letter alone is a word that is only begun: it would fetch much and find everything.
    const words = wordsToFind(text).filter((word) => word.length > 1 || !/[a-z]/.test(word));
    const isAsking = words.length > 0 || Object.keys(this.chosen).length > 0;
    if (text || Object.keys(this.chosen).length > 0) {
      this.#write([["q", text], ...(this.sort.value ? [["sort", this.sort.value]] : []), ...Object.entries(this.chosen)]);
    } else {
      this.#write(new Map());
    }
    try {
      this.#index ??= Index.open();
      const index = await this.#index;
      this.words = index.words;
      if (!isAsking) return this.#showNothingAsked(asked);
      await Promise.all([index.loadWords(words), index.loadFacets(Object.keys(this.chosen))]);
      if (asked !== this.#asked) return;
      const { places, held } = this.#nearest(index, words);
      this.#words = wordsToMark(text).filter((word) => word.length > 1 || !/[a-z]/.test(word));
      this.#places = this.sort.value ? [...places].sort((one, other) => one - other) : places;
      await this.#showFound(asked, index, words, text, held);
    } catch (error) {
      if (asked !== this.#asked) return;
      this.#index = undefined;
      this.#clear();
      this.status.textContent = said("notLoaded");
      console.warn(error); // not an error of the page: it works without
    }
  }

  /**
   * The records that hold all words or, where there is none, all but those that are in most: 'how', 'many', 'were'; and
   * which words they hold.
   */
  #nearest(index, words) {
    const found = (held) => ({ places: index.search(held, this.chosen).places, held });
    const all = found(words);
    if (all.places.length || words.length < 2) return all;
    const number = (word) => found([word]).places.length;
    const rarest = words.map((word) => [number(word), word]).sort(([one], [other]) => one - other).map(([, word]) => word);
    while (rarest.length > 1 && !found(rarest).places.length) rarest.pop();
    return found(rarest);
  }

  #clear() {
    this.list.replaceChildren();
    this.help.replaceChildren();
    this.more.hidden = true;
    this.order.hidden = true;
  }

  #showNothingAsked(asked) {
    if (asked !== this.#asked) return;
    this.#clear();
    this.facets.hidden = true;
    this.status.textContent = "";
    this.help.replaceChildren(
      make("p", {}, said("finds")),
      make("p", {}, said("holdsAll")));
  }

  async #showFound(asked, index, words, text, held) {
    const places = this.#places;
    const first = await Promise.all(places.slice(0, AT_ONCE).map((place) => index.record(place)));
    if (asked !== this.#asked) return;
    this.#clear();
    this.#shown = 0;
    this.#add(this.sort.value ? first : byName(first, this.#words));
    this.order.hidden = places.length < 2;
    // Of a word that nobody used the index takes as much of its beginning as it knows.
    const isMet = first.some((record) => this.#words.every((word) => holds(textsOf(record), word)));
    const number = places.length;
    if (isMet) this.status.textContent = said("results", { number });
    else if (number) this.status.textContent = said("near", { number });
    else this.status.textContent = text ? said("nothingFor", { words: text }) : said("nothing");
    if (!isMet) await this.#suggest(asked, index, words);
    if (asked === this.#asked) await this.#showFacets(asked, index, held);
  }

  /** What to do about an empty list: fewer facets, or fewer words. */
  async #suggest(asked, index, words) {
    const offers = [];
    if (Object.keys(this.chosen).length) offers.push(this.#button(said("widen"), () => (this.chosen = {})));
    if (words.length > 1) {
      for (const word of new Set(words)) {
        const { places } = index.search([word], this.chosen);
        if (places.length) offers.push(this.#button(said("only", { word, number: places.length }), () => (this.input.value = word)));
      }
    }
    if (asked !== this.#asked) return;
    this.help.replaceChildren(
      make("p", {}, said("fewer")),
      ...offers.map((offer) => make("p", {}, offer)));
  }

  #button(words, change) {
    const button = make("button", { type: "button", class: "dossier-search-offer" }, words);
    button.addEventListener("click", () => {
      change();
      this.input.focus();
      this.#ask();
    });
    return button;
  }

  // --- the results

  #add(records) {
    this.list.append(...records.map((record) => this.#item(record)));
    this.#shown += records.length;
    this.more.hidden = this.#shown >= this.#places.length;
  }

  async #showMore() {
    const asked = this.#asked;
    const index = await this.#index;
    const places = this.#places.slice(this.#shown, this.#shown + AT_ONCE);
    const records = await Promise.all(places.map((place) => index.record(place)));
    if (asked !== this.#asked) return;
    const before = this.#shown;
    this.#add(records);
    this.#links()[before]?.focus();
  }

  #item(record) {
    const { url, kind, title, line = [], texts = [], sign } = record;
    const has = (text) => pieces(text, this.#words).filter(([, isFound]) => isFound).length;
    // Of the further texts, those that hold what the title does not; none that says nothing of the question.
    const found = texts.filter((text) => has(text) > 0).sort((one, other) => has(other) - has(one)).slice(0, 2);
    const name = make("a", { href: new URL(url, SITE).href, dir: "auto" }, marked(title, this.#words));
    return make("li", {},
      make("p", { class: "dossier-search-kind" }, kind,
        sign ? [" · ", make("span", { class: sign[2] }, `${sign[0]} ${sign[1]}`)] : null),
      make("p", { class: "dossier-search-title" }, name),
      found.map((text) => make("p", { class: "dossier-search-text", dir: "auto" }, marked(around(text, this.#words), this.#words))),
      line.length ? make("p", { class: "dossier-search-line" }, line.flatMap((part, place) => [place ? " · " : null, make("bdi", {}, marked(part, this.#words))])) : null);
  }

  // --- the facets

  async #showFacets(asked, index, words) {
    this.facets.hidden = !this.#places.length && !Object.keys(this.chosen).length;
    for (const facet of index.facets) {
      if (!this.groups.has(facet)) this.#addGroup(facet);
    }
    if (!this.facets.open) return;
    const opened = [...new Set([...this.#opened, ...Object.keys(this.chosen)])].filter((facet) => index.facets.includes(facet));
    await index.loadFacets(opened);
    if (asked !== this.#asked) return;
    for (const facet of opened) {
      // Counted as if nothing were chosen of this facet, so that one sees what a further value would add.
      const { [facet]: _, ...others } = this.chosen;
      this.#fill(facet, index.search(words, others).counts[facet] ?? {});
    }
  }

  #addGroup(facet) {
    const group = make("details", {}, make("summary", {}, said(facet)), make("ul"));
    if (facet === "kind") this.#opened.add(facet);
    group.open = this.#opened.has(facet) || facet in this.chosen;
    group.addEventListener("toggle", () => {
      this.#opened[group.open ? "add" : "delete"](facet);
      if (group.open && !group.querySelector("li")) this.#ask();
    });
    this.groups.set(facet, group);
    this.facets.append(group);
    if (this.groups.size === 1) this.facets.addEventListener("toggle", () => this.facets.open && this.#ask());
  }

  #fill(facet, counts) {
    const group = this.groups.get(facet);
    const chosen = this.chosen[facet] ?? [];
    const focused = group.contains(document.activeElement) ? document.activeElement.value : null;
    const values = Object.entries(counts).filter(([value, count]) => count > 0 || chosen.includes(value));
    values.sort(facet === "year" ? ([one], [other]) => other - one : (one, other) => other[1] - one[1] || one[0].localeCompare(other[0], WORDS.locale));
    const isWhole = this.#whole.has(facet);
    const shown = values.filter(([value], place) => isWhole || place < VALUES_AT_ONCE || chosen.includes(value));
    const items = shown.map(([value, count]) => make("li", {}, this.#choice(facet, value, count, chosen)));
    if (shown.length < values.length) {
      const all = make("button", { type: "button", class: "dossier-search-offer" }, said("all", { number: values.length }));
      all.addEventListener("click", () => {
        this.#whole.add(facet);
        this.#fill(facet, counts);
        group.querySelectorAll("input")[VALUES_AT_ONCE]?.focus();
      });
      items.push(make("li", {}, all));
    }
    group.querySelector("ul").replaceChildren(...items);
    if (focused !== null) [...group.querySelectorAll("input")].find((input) => input.value === focused)?.focus();
  }

  /** A value as readers know it: of the site's own words the index keeps the English ones, of years the digits 0 to 9. */
  #said(facet, value) {
    return facet === "year" ? YEARS.format(value) : this.words[facet]?.[value] ?? value;
  }

  #choice(facet, value, count, chosen) {
    const input = make("input", { type: "checkbox", value });
    input.checked = chosen.includes(value);
    input.addEventListener("change", () => {
      const values = input.checked ? [...chosen, value] : chosen.filter((each) => each !== value);
      if (values.length) this.chosen[facet] = values;
      else delete this.chosen[facet];
      this.#ask();
    });
    return make("label", {}, input, make("bdi", {}, this.#said(facet, value)), make("span", { class: "dossier-search-count" }, NUMBERS.format(count)));
  }
}

/** All texts of a record that were searched. */
const textsOf = ({ title, line = [], names = [], texts = [], also = [] }) => [title, ...line, ...names, ...texts, ...also];

/** The best results, those first whose name is what was typed, then those that begin with it or hold all of it. */
function byName(records, words) {
  const typed = words.join(" ");
  const rank = (record) => {
    const names = [record.title, ...(record.names ?? [])].map((name) => wordsToMark(name).join(" "));
    if (names.includes(typed)) return 0;
    if (names[0].includes(typed)) return 1;
    return words.every((word) => holds(textsOf(record), word)) ? 2 : 3;
  };
  const ranked = records.map((record) => [rank(record), record]);
  return ranked.sort(([one], [other]) => one - other).map(([, record]) => record);
}

/** A text, or of a long one the part around the first word found. */
function around(text, words) {
  const longest = 220;
  if (text.length <= longest) return text;
  const before = pieces(text, words)[0];
  const start = before[1] ? 0 : Math.max(0, text.lastIndexOf(" ", Math.max(0, before[0].length - 60)));
  const end = text.lastIndexOf(" ", start + longest);
  return `${start ? "… " : ""}${text.slice(start, end > start ? end : start + longest).trim()}${end < text.length ? " …" : ""}`;
}

let search;

/** Open the search; `control` is what opened it and gets the focus back. */
export function openSearch(control, typed) {
  search ??= new Search();
  search.open(control, typed);
}
