// The index, read by Pagefind's own program (WebAssembly). Pagefind's script for browsers is four times as long as this,
// knows nothing of how our files are named, and wants a worker; so we call the program ourselves. What it offers was
// read from version 1.5.2: strings go in as place and length in its memory, come out the same way, as JSON.

const FOLDER = new URL("../pagefind/", import.meta.url);

// Names of people, places and things first; a long text is not worse than a short one; a word in full before its beginning.
const RANKING = {
  term_similarity: 2, page_length: 0.3, term_saturation: 1.2, term_frequency: 0.7, diacritic_similarity: null,
  meta_weights: { name: 8, title: 4, label: 2 }, // see `Heading` in views/findable.py
};

const encoder = new TextEncoder();
const decoder = new TextDecoder();
const SIGNATURE = "pagefind_dcd";

async function fetched(url, options) {
  const answer = await fetch(url, options);
  if (!answer.ok) throw new Error(`${url} gave ${answer.status}`);
  return answer;
}

/** The bytes of a file without their compression, of which the list of pages has two layers, and without the signature. */
async function unpacked(url) {
  let bytes = new Uint8Array(await (await fetched(url)).arrayBuffer());
  while (bytes[0] === 0x1f && bytes[1] === 0x8b) {
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
    bytes = new Uint8Array(await new Response(stream).arrayBuffer());
  }
  return decoder.decode(bytes.subarray(0, SIGNATURE.length)) === SIGNATURE ? bytes.subarray(SIGNATURE.length) : bytes;
}

// The index of a dossier without a record.
const NOTHING = { facets: [], words: {}, loadFacets() {}, loadWords() {}, search: () => ({ names: [], counts: {} }) };

export class Index {
  #wasm;
  #state = 0; // where the program keeps what it has read
  #loading = new Map();
  #folder;
  facets;
  words; // what the values of some facets are called, by facet and value, where that is another word

  /** The index of this site; it fetches the list of pages and the program. */
  static async open() {
    const { edition, records, facets, words = {} } = await (await fetched(new URL("entry.json", FOLDER), { cache: "no-cache" })).json();
    if (!records) return NOTHING;
    const index = new Index();
    index.#folder = new URL(`${edition}/`, FOLDER);
    index.facets = facets;
    index.words = words;
    const [meta, program] = await Promise.all(["meta", "wasm"].map((name) => unpacked(new URL(name, index.#folder))));
    const setUp = () => index.#setUp();
    const { instance } = await WebAssembly.instantiate(program, {
      "./pagefind_web_bg.js": { __wbindgen_init_externref_table: setUp },
    });
    index.#wasm = instance.exports;
    index.#wasm.__wbindgen_start();
    index.#state = index.#wasm.init_pagefind(...index.#give(meta)) >>> 0;
    index.#call("set_ranking_weights", JSON.stringify(RANKING));
    return index;
  }

  #setUp() {
    const table = this.#wasm.__wbindgen_externrefs;
    const place = table.grow(4);
    table.set(0, undefined);
    [undefined, null, true, false].forEach((value, number) => table.set(place + number, value));
  }

  /** Some bytes, copied into the program's memory: their place and length. */
  #give(bytes) {
    const place = this.#wasm.__wbindgen_malloc(bytes.length, 1) >>> 0;
    new Uint8Array(this.#wasm.memory.buffer).set(bytes, place);
    return [place, bytes.length];
  }

  /** Tell the program something that changes what it keeps. */
  #call(name, value) {
    const bytes = typeof value === "string" ? encoder.encode(value) : value;
    this.#state = this.#wasm[name](this.#state, ...this.#give(bytes)) >>> 0;
  }

  /** Ask the program; strings go in, JSON comes out. */
  #ask(name, ...values) {
    const given = values.flatMap((value) => (typeof value === "string" ? this.#give(encoder.encode(value)) : [value]));
    const [place, length] = this.#wasm[name](this.#state, ...given);
    try {
      return JSON.parse(decoder.decode(new Uint8Array(this.#wasm.memory.buffer, place, length)));
    } finally {
      this.#wasm.__wbindgen_free(place, length, 1);
    }
  }

  /** Fetch a file once, and give it to the program. */
  #load(path, method) {
    if (!this.#loading.has(path)) {
      const loading = unpacked(new URL(path, this.#folder)).then((bytes) => this.#call(method, bytes));
      loading.catch(() => this.#loading.delete(path)); // the next search tries again
      this.#loading.set(path, loading);
    }
    return this.#loading.get(path);
  }

  /** Fetch what is needed to count or choose by these facets. */
  async loadFacets(names) {
    const wanted = JSON.stringify(Object.fromEntries(names.map((name) => [name, []])));
    const files = this.#ask("request_filter_indexes", wanted).filter(Boolean);
    await Promise.all(files.map((file) => this.#load(`filter/${file}.pf_filter`, "load_filter_chunk")));
  }

  /** Fetch the parts of the index that hold these words. */
  async loadWords(words) {
    const files = this.#ask("request_indexes", words.join(" ")).filter(Boolean);
    await Promise.all(files.map((file) => this.#load(`index/${file}.pf_index`, "load_index_chunk")));
  }

  /**
   * The records that hold all words and have, of each facet chosen, one of the values: their names, best first, and how
   * many there are by facet and value. The words and facets must have been loaded.
   */
  search(words, chosen) {
    const filter = Object.fromEntries(Object.entries(chosen).map(([facet, values]) => [facet, { any: values }]));
    const query = words.join(" ");
    const found = this.#ask("search", query, query, JSON.stringify(filter), "", false, false);
    return { names: found.results.map((result) => result.p), counts: found.filtered_counts };
  }

  /** What is shown of a record. */
  async record(name) {
    if (!this.#loading.has(name)) {
      const loading = fetched(new URL(`record/${name}.json`, this.#folder)).then((answer) => answer.json());
      loading.catch(() => this.#loading.delete(name));
      this.#loading.set(name, loading);
    }
    return this.#loading.get(name);
  }
}
