// Pagefind's program for browsers (WebAssembly), which cuts off the endings of words and puts results in order. Its own
// script is four times as long as ours, and wants a worker and files of its own; so we call the program ourselves. What it
// takes was read from version 1.5.2: strings go in as place and length in its memory and come out as JSON; what it is
// to know is CBOR (RFC 8949).

// Names of people, places and things first; a long text is not worse than a short one; a word in full before its beginning.
const RANKING = {
  term_similarity: 2, page_length: 0.3, term_saturation: 1.2, term_frequency: 0.7, diacritic_similarity: null,
  meta_weights: { name: 8, title: 4, label: 2 }, // see `Heading` in views/findable.py
};
const WEIGHT = 25; // of a word in a text; the same for all

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** The CBOR of whole numbers, texts, and arrays of them. */
function cbor(value) {
  const bytes = [];
  const head = (major, number) => {
    if (number < 24) bytes.push(major * 32 + number);
    else if (number < 256) bytes.push(major * 32 + 24, number);
    else if (number < 65536) bytes.push(major * 32 + 25, number >> 8, number & 255);
    else bytes.push(major * 32 + 26, number >>> 24, (number >> 16) & 255, (number >> 8) & 255, number & 255);
  };
  const add = (each) => {
    if (Array.isArray(each)) {
      head(4, each.length);
      each.forEach(add);
    } else if (typeof each === "string") {
      const text = encoder.encode(each);
      head(3, text.length);
      text.forEach((byte) => bytes.push(byte));
    } else if (each < 0) head(1, -1 - each);
    else head(0, each);
  };
  add(value);
  return Uint8Array.from(bytes);
}

/** As many places in a text as a word has there, each one step behind the last. */
const steps = (first, count) => [first, ...new Array(count - 1).fill(1)];

export class Program {
  #wasm;
  #records; // where the program keeps what it knows of the records
  #nothing; // and where it knows of none, but says what it makes of words
  #place = 0; // the next place for a word: two words at one place of a text would count as one
  #headings;

  /** `lengths` has the number of words of each record, `headings` the sorts of heading. */
  static async open(bytes, { version, lengths, headings }) {
    const program = new Program();
    const setUp = () => program.#setUp();
    const { instance } = await WebAssembly.instantiate(bytes, {
      "./pagefind_web_bg.js": { __wbindgen_init_externref_table: setUp },
    });
    program.#wasm = instance.exports;
    program.#wasm.__wbindgen_start();
    program.#headings = headings;
    const pages = lengths.map((length, place) => [String(place), length]);
    // version, pages, parts of the index, files of facets, orders, headings
    program.#records = program.#begin([version, pages, [], [], [], headings]);
    program.#tell("set_ranking_weights", encoder.encode(JSON.stringify(RANKING)));
    program.#nothing = program.#wasm.enter_playground_mode(program.#begin([version, [], [], [], [], []])) >>> 0;
    return program;
  }

  #setUp() {
    const table = this.#wasm.__wbindgen_externrefs;
    const place = table.grow(4);
    table.set(0, undefined);
    [undefined, null, true, false].forEach((value, number) => table.set(place + number, value));
  }

  #begin(known) {
    return this.#wasm.init_pagefind(...this.#give(cbor(known))) >>> 0;
  }

  /** Some bytes, copied into the program's memory: their place and length. */
  #give(bytes) {
    const place = this.#wasm.__wbindgen_malloc(bytes.length, 1) >>> 0;
    new Uint8Array(this.#wasm.memory.buffer).set(bytes, place);
    return [place, bytes.length];
  }

  #tell(name, bytes) {
    this.#records = this.#wasm[name](this.#records, ...this.#give(bytes)) >>> 0;
  }

  #ask(state, query) {
    const given = [query, query, "{}", ""].flatMap((text) => this.#give(encoder.encode(text)));
    const [place, length] = this.#wasm.search(state, ...given, false, false);
    try {
      return JSON.parse(decoder.decode(new Uint8Array(this.#wasm.memory.buffer, place, length)));
    } finally {
      this.#wasm.__wbindgen_free(place, length, 1);
    }
  }

  /** What is left of words without their endings. */
  stems(words) {
    return words.length ? this.#ask(this.#nothing, words.join(" ")).search_keywords : [];
  }

  /**
   * Make some words known: [stem, records], each record as [place, how often the word stands there, how in the heading],
   * in order; the last is 0, or 1 + the sort of heading + the number of sorts × (how often - 1).
   */
  addWords(words) {
    const sorts = this.#headings.length;
    const entries = words.map(([stem, records]) => {
      let before = 0;
      let most = 1;
      const pages = records.map(([place, count, heading]) => {
        const step = place - before;
        before = place;
        most = Math.max(most, count);
        const inHeading = heading ? [-1 - (heading - 1) % sorts, ...steps(0, 1 + Math.floor((heading - 1) / sorts))] : [];
        return [step, [-WEIGHT, ...steps(this.#place, count)], inHeading];
      });
      this.#place += most;
      return [stem, pages, []]; // the last: other ways to write it
    });
    this.#tell("load_index_chunk", cbor([entries]));
  }

  /** The places of the records that hold all words, best first. */
  search(words) {
    return this.#ask(this.#records, words.join(" ")).results.map((result) => Number(result.p));
  }
}
