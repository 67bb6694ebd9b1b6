// What is typed, as it is searched. `publish/search_words.py` does the same to the texts; the two must stay equal.

const SIGNS = /[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed]/g;
const LETTERS = {
  ß: "ss", æ: "ae", œ: "oe", ø: "o", ł: "l", đ: "d", ð: "d", þ: "th", ı: "i",
  "ٱ": "ا", "ى": "ي", "ة": "ه", "’": "'", "ʼ": "'", "‘": "'",
};
const WORD = "[\\p{L}\\p{N}_]";
const APOSTROPHE = new RegExp(
  `'s(?!${WORD})|(?<!${WORD})[a-z]{1,2}'(?=[a-z]{3})|(?<=${WORD})'(?=${WORD})|(?<=\\p{Nd})[.,](?=\\p{Nd})`
  + `|(?<=(?<!${WORD})[a-z])\\.(?=[a-z](?!${WORD}))`, "gu");
const ARTICLE = /^(?:[وفبك]?ال|لل)(?=..)/u;
const ARABIC = /^[\u0600-\u06ff]/;
const UNSPACED =
  "\\u0e00-\\u0eff\\u1000-\\u109f\\u1780-\\u17ff\\u3040-\\u30ff\\u3400-\\u9fff\\uf900-\\ufaff\\u{20000}-\\u{3ffff}";
const RUNS = new RegExp(`[${UNSPACED}]+|[^${UNSPACED}]+`, "gu");
const IS_UNSPACED = new RegExp(`^[${UNSPACED}]`, "u");

const fold = (text) =>
  text.toLowerCase().normalize("NFKD").replace(SIGNS, "").normalize("NFC")
    .replace(/[^\0-\x7f]/g, (letter) => LETTERS[letter] ?? letter).replace(APOSTROPHE, "");

/** The folded runs of letters and digits of a text. */
const runs = (text) => (fold(text).match(/[\p{L}\p{N}\p{M}]+/gu) ?? []).flatMap((word) => word.match(RUNS));

/** The words that a record must hold to be found; of a run of Chinese its pairs of neighbours. */
export function wordsToFind(text) {
  return runs(text).flatMap((run) => {
    if (!IS_UNSPACED.test(run)) return [ARABIC.test(run) ? run.replace(ARTICLE, "") : run];
    const characters = [...run];
    return characters.length < 2 ? characters : characters.slice(1).map((character, place) => characters[place] + character);
  });
}

/** What to look for in a shown text to mark it: words and, of Chinese, whole runs. */
export const wordsToMark = (text) => runs(text).map((run) => (ARABIC.test(run) ? run.replace(ARTICLE, "") : run));

/** Whether a word of a text is one that was typed: its beginning, or the same but for an ending, as the index has it. */
function isSame(word, typed) {
  if (word.startsWith(typed)) return true;
  let shared = 0;
  while (shared < word.length && word[shared] === typed[shared]) shared += 1;
  return shared >= 4 && word.length - shared <= 3 && typed.length - shared <= 3 && !/\d/.test(typed);
}

/** Whether some texts hold a word that was typed. */
export const holds = (texts, typed) => texts.some((text) => wordsToMark(text).some(
  (word) => (IS_UNSPACED.test(typed) ? word.includes(typed) : isSame(word, typed))));

/** A text in pieces, each with whether it was found: [["What Alibaba ", false], ["does", true], …]. */
export function pieces(text, marked) {
  const found = [];
  for (const { 0: word, index } of text.matchAll(/[\p{L}\p{N}\p{M}'’ʼ.,]*[\p{L}\p{N}\p{M}]/gu)) {
    if (IS_UNSPACED.test(fold(word))) {
      for (const run of marked) {
        for (let place = word.indexOf(run); place >= 0; place = word.indexOf(run, place + 1)) found.push([index + place, run.length]);
      }
    } else if (wordsToMark(word).some((each) => marked.some((mark) => isSame(each, mark)))) {
      found.push([index, word.length]);
    }
  }
  const cut = [];
  let end = 0;
  for (const [start, length] of found.sort((one, other) => one[0] - other[0])) {
    if (start < end) continue;
    cut.push([text.slice(end, start), false], [text.slice(start, start + length), true]);
    end = start + length;
  }
  return [...cut, [text.slice(end), false]].filter(([piece]) => piece);
}
