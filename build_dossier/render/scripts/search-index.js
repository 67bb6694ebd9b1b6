// The files of the search: which are needed for a question, and what stands in them. `publish/search_index.py` writes
// them. Each is called by what it holds, so that one that was fetched before serves as long as it is the same.

import { Program } from "./search-program.js";

const FOLDER = new URL("../pagefind/", import.meta.url);
const AT_MOST = 10; // files for the words of one question: the beginning of many words is not worth more
const SHORTEST = 2; // letters of a beginning that stands for a word that nobody used

async function fetched(url, options) {
  const answer = await fetch(url, options);
  if (!answer.ok) throw new Error(`${url} gave ${answer.status}`);
  return answer;
}

/** The bytes of a file without their compression. */
async function unpacked(path) {
  const bytes = new Uint8Array(await (await fetched(new URL(path, FOLDER))).arrayBuffer());
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes; // a server may have said that it is compressed
  return new Uint8Array(await new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).arrayBuffer());
}

const SIGNATURE = 12; // bytes before the program, which Pagefind puts there
const program = async (path) => {
  const bytes = await unpacked(path);
  return bytes[0] ? bytes.subarray(SIGNATURE) : bytes; // WebAssembly begins with 0
};
const json = async (path) => JSON.parse(new TextDecoder().decode(await unpacked(path)));

// The index of a dossier without a record.
const NOTHING = { facets: [], words: {}, loadFacets() {}, loadWords() {}, search: () => ({ places: [], counts: {} }) };

export class Index {
  #program;
  #list;
  #starts = []; // of each shard the place of its first record
  #loading = new Map(); // files by path, asked for or there
  #parts = new Map(); // those with words that are there, by number
  #known = new Set(); // words that the program knows
  #values = new Map(); // of the facets that are there, the places of the records by value
  #last = {}; // what was found last, which is asked for again by each facet
  #number; // of records
  facets;
  words; // what the values of some facets are called, by facet and value, where that is another word

  /** The index of this site; it fetches the list of files and the program. */
  static async open() {
    const entry = await (await fetched(new URL("entry.json", FOLDER), { cache: "no-cache" })).json();
    if (!entry.records) return NOTHING;
    const [list, bytes] = await Promise.all([json(`list/${entry.list}`), program(`program/${entry.program}`)]);
    const index = new Index();
    index.#list = list;
    index.facets = entry.facets;
    index.words = entry.words ?? {};
    const lengths = [];
    for (const [, steps] of list.shards) {
      index.#starts.push(lengths.length);
      steps.forEach((number) => lengths.push(number * list.step));
    }
    index.#program = await Program.open(bytes, { ...list, lengths });
    index.#number = lengths.length;
    return index;
  }

  /** What is in a file, fetched once. */
  #load(path) {
    if (!this.#loading.has(path)) {
      const loading = json(path);
      loading.catch(() => this.#loading.delete(path)); // the next search tries again
      this.#loading.set(path, loading);
    }
    return this.#loading.get(path);
  }

  /** The records of an entry of a file: [place, how often, how in the heading]. */
  #records(lists) {
    const records = [];
    for (const [shard, steps, counts, headings] of lists) {
      let place = this.#starts[shard];
      steps.forEach((step, number) => {
        place += step;
        records.push([place, counts?.[number] ?? 1, headings?.[number] ?? 0]);
      });
    }
    return records;
  }

  /** Fetch what is needed to count or choose by these facets. */
  async loadFacets(names) {
    await Promise.all(names.filter((name) => this.facets.includes(name)).map(async (name) => {
      const values = await this.#load(`facet/${this.#list.facets[name]}`);
      this.#values.set(name, new Map(values.map(([value, ...lists]) => [value, this.#records(lists).map(([place]) => place)])));
    }));
  }

  /** The number of the file in which a word stands, if it is known. */
  #part(word) {
    const next = this.#list.firsts.findIndex((first) => first > word);
    return Math.max(0, (next < 0 ? this.#list.firsts.length : next) - 1);
  }

  async #loadPart(number) {
    this.#parts.set(number, await this.#load(`words/${this.#list.words[number]}`));
  }

  /** Fetch the files that hold these words, and others that begin with them. */
  async loadWords(words) {
    const stems = this.#program.stems(words);
    const needed = stems.map((stem) => {
      const parts = [this.#part(stem)];
      while (this.#list.firsts[parts.at(-1) + 1]?.startsWith(stem)) parts.push(parts.at(-1) + 1);
      return parts;
    });
    const inTurn = [];
    for (let turn = 0; needed.some((parts) => turn < parts.length); turn += 1) {
      inTurn.push(...needed.filter((parts) => turn < parts.length).map((parts) => parts[turn]));
    }
    await Promise.all([...new Set(inTurn)].slice(0, Math.max(AT_MOST, stems.length)).map((number) => this.#loadPart(number)));
    for (const [place, stem] of stems.entries()) {
      const entries = needed[place].flatMap((number) => this.#parts.get(number) ?? []).filter(([word]) => word.startsWith(stem));
      if (!entries.length) entries.push(...await this.#beginning(stem));
      const more = entries.filter(([word]) => !this.#known.has(word));
      more.forEach(([word]) => this.#known.add(word));
      if (!more.length) continue;
      this.#program.addWords(more.map(([word, ...lists]) => [word, this.#records(lists)]));
      this.#last = {};
    }
  }

  /** Of a word that nobody used, the entry of the longest word that it begins with. */
  async #beginning(stem) {
    for (let length = stem.length - 1; length >= SHORTEST; length -= 1) {
      const word = stem.slice(0, length);
      const number = this.#part(word);
      await this.#loadPart(number);
      const entry = this.#parts.get(number).find(([each]) => each === word);
      if (entry) return [entry];
    }
    return [];
  }

  /** The places of the records that hold all words, best first; of no word all records, newest first. */
  #found(words) {
    const query = words.join(" ");
    if (this.#last.query !== query) {
      this.#last = { query, places: query ? this.#program.search(words) : Array.from({ length: this.#number }, (_, place) => place) };
    }
    return this.#last.places;
  }

  /**
   * The records that hold all words and have, of each facet chosen, one of the values: their places in the order of time,
   * best first, and how many there are by facet and value. The words and facets must have been loaded.
   */
  search(words, chosen) {
    let places = this.#found(words);
    for (const [facet, values] of Object.entries(chosen)) {
      const having = new Set(values.flatMap((value) => this.#values.get(facet)?.get(value) ?? []));
      places = places.filter((place) => having.has(place));
    }
    const isFound = new Uint8Array(this.#number);
    for (const place of places) isFound[place] = 1;
    const count = (held) => held.reduce((sum, place) => sum + isFound[place], 0);
    const counted = ([facet, values]) => [facet, Object.fromEntries([...values].map(([value, held]) => [value, count(held)]))];
    return { places, counts: Object.fromEntries([...this.#values].map(counted)) };
  }

  /** What is shown of a record. */
  async record(place) {
    const next = this.#starts.findIndex((start) => start > place);
    const shard = (next < 0 ? this.#starts.length : next) - 1;
    const number = place - this.#starts[shard];
    const { pack, shards } = this.#list;
    return (await this.#load(`record/${shards[shard][0]}/${Math.floor(number / pack)}`))[number % pack];
  }
}
