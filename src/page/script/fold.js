// Words as search compares them: accents, case and width aside.

const PLAIN = { "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ı": "i", "ŋ": "n", "ħ": "h", "’": "", "‘": "", "'": "", "“": "\"", "”": "\"" };

/** Folds a text: the same letters whatever their accents, case and width. */
export function fold(text) {
  return text
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .toLowerCase()
    .replace(/[ßæœøđðþłıŋħ’‘'“”]/gu, (sign) => PLAIN[sign])
    .replace(/\s+/gu, " ")
    .trim();
}

/** How well words answer a question: the lower the better, and Infinity for not at all. */
export function fit(folded, question) {
  if (folded === question) return 0;
  if (folded.startsWith(question)) return 1;
  const at = folded.indexOf(question);
  if (at > 0 && !/[\p{L}\p{N}]/u.test(folded[at - 1])) return 2;
  if (at >= 0) return 3;
  const parts = question.split(" ");
  return parts.length > 1 && parts.every((part) => folded.includes(part)) ? 4 : Infinity;
}
