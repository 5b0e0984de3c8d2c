#!/usr/bin/env python3
"""Measure what it costs to look for every quote of a story in its manuscript.

    quotes.py --lore ../target/release/lore [--bytes 5000000] [--quotes 10000] [--rounds 7] [--out DIR]

Made up are a Markdown manuscript, wrapped at 76 columns and set with typographic marks, and stories
of as many events as there are quotes.  Each quote is a stretch of 6 to 25 words drawn from anywhere,
as a person types it: straight quotation marks, hyphens for dashes, one line; one in ten leaves words
out with an ellipsis.  The stories differ in this alone:

    unread       the document has no `path`, so no quote is looked for
    found        every quote stands in the manuscript
    drifted      300 of the quotes have one to three words changed, left out or put in
    all-drifted  every quote has

`lore check` is timed whole, in turns, round after round; one round is not counted, and the figures
are medians.  What is found is checked: as many findings as there are changed quotes, each with its
passage where the quote was drawn.  The same seed gives the same bytes.  Standard library only.
"""
import argparse
import json
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from bisect import bisect
from itertools import accumulate
from pathlib import Path

ONSETS = "b br c ch d dr f fl g gr h j k l m n p pr qu r s sh st t th tr v w y z".split()
VOWELS = "a e i o u ai ea ee ie oa ou".split()
CODAS = "b ck d ft g l ll m n nd ng nt p r rd rn s ss st t th x".split()
WORDS = 25_000
DRIFTED = 300


class Book:
    """A manuscript and where its words stand; the common words are short, and the rare ones are many."""

    def __init__(self, size, seed):
        self.random = random.Random(seed).random
        pick = lambda things: things[int(self.random() * len(things))]
        syllable = lambda: pick(ONSETS) + pick(VOWELS) + (pick(CODAS) if self.random() < 0.6 else "")
        known = {}
        while len(known) < WORDS:
            syllables = 1 if len(known) < 300 else 2 if len(known) < 6_000 else 3
            known["".join(syllable() for _ in range(syllables))] = None
        self.known = list(known)
        self.fame = list(accumulate(1 / (rank + 2.7) for rank in range(WORDS)))
        self.words, self.lines, self.line_of = [], [], []
        line, written = "", 0
        while written < size:
            for word in self.paragraph():
                if line and len(line) + len(word) >= 76:
                    self.lines.append(line)
                    written += len(line.encode()) + 1
                    line = ""
                self.words.append(word)
                self.line_of.append(len(self.lines) + 1)
                line += (" " if line else "") + word
            self.lines += [line, ""]
            written += len(line.encode()) + 2
            line = ""
            if self.random() < 0.01:
                heading = ["Chapter", f"{len(self.lines)}"]
                self.words += heading
                self.line_of += [len(self.lines) + 1] * 2
                self.lines += ["## " + " ".join(heading), ""]
        self.text = "\n".join(self.lines) + "\n"

    def word(self):
        return self.known[bisect(self.fame, self.random() * self.fame[-1])]

    def paragraph(self):
        for _ in range(1 + int(self.random() * 7)):
            sentence = [self.word() for _ in range(4 + int(self.random() * 20))]
            sentence[0] = sentence[0].title()
            for nth in range(1, len(sentence) - 1):
                chance = self.random()
                sentence[nth] += "," if chance < 0.06 else "’s" if chance < 0.08 else "—" if chance < 0.085 else ""
                if 0.085 < chance < 0.09:
                    sentence[nth] = f"*{sentence[nth]}*"
            sentence[-1] += "." if self.random() < 0.9 else "?"
            if self.random() < 0.2:
                sentence[0], sentence[-1] = "“" + sentence[0], sentence[-1] + "”"
            yield from sentence

    def quote(self):
        """The words of a quote, and the line on which it begins."""
        count = 6 + int(self.random() * 20)
        start = int(self.random() * (len(self.words) - count))
        words = self.words[start:start + count]
        if self.random() < 0.1:
            words[count // 2:count // 2 + 2] = ["…"]
        return words, self.line_of[start]

    def changed(self, words):
        """The same words with one to three of them changed, none of which is the first."""
        words = list(words)
        for _ in range(1 + int(self.random() * 3)):
            at = 1 + int(self.random() * (len(words) - 2))
            chance = self.random()
            if chance < 0.5:
                words[at] = self.word() + "ness"
            elif chance < 0.75 and words[at] != "…":
                del words[at]
            else:
                words.insert(at, self.word())
        return words


def typed(words):
    text = " ".join(words).replace("“", '"').replace("”", '"').replace("’", "'").replace("— ", " - ").replace("*", "")
    return text[:1].lower() + text[1:]


def write(folder, name, quotes, path):
    document = {"id": "book", **({"path": path} if path else {})}
    events = [{"id": f"e{nth}", "kind": "meeting", "roles": {"participants": ["one", "other"]},
               "sources": [{"document": "book", "quote": quote}]} for nth, quote in enumerate(quotes)]
    story = {"lorescope": 1, "documents": [document], "characters": [{"id": "one"}, {"id": "other"}], "events": events}
    (folder / f"{name}.json").write_text(json.dumps(story, ensure_ascii=False), encoding="utf-8")


def check(lore, story):
    """One whole process: its seconds on the wall and of the processor, and what it wrote."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    done = subprocess.run([lore, "-s", story, "check", "--format", "json"], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    wall, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    return (wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime), done


def findings(done):
    lines = [json.loads(line) for line in (done.stdout + done.stderr).decode().splitlines() if line.startswith("{")]
    return [line for line in lines if str(line.get("rule", "")).startswith("quote-")]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--lore", required=True, type=Path)
    parser.add_argument("--bytes", type=int, default=5_000_000)
    parser.add_argument("--quotes", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--seed", type=int, default=11)
    parser.add_argument("--out", type=Path, default=Path(tempfile.gettempdir()) / "lorescope-quotes")
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    book = Book(args.bytes, args.seed)
    (args.out / "book.md").write_text(book.text, encoding="utf-8")
    drawn = [book.quote() for _ in range(args.quotes)]
    plain = [typed(words) for words, _ in drawn]
    changed = [typed(book.changed(words)) for words, _ in drawn]
    every = max(1, args.quotes // DRIFTED)
    stories = {
        "unread": (plain, 0, None),
        "found": (plain, 0, "book.md"),
        "drifted": ([changed[i] if i % every == 0 and i // every < DRIFTED else plain[i] for i in range(args.quotes)], DRIFTED, "book.md"),
        "all-drifted": (changed, args.quotes, "book.md"),
    }
    for name, (quotes, _, path) in stories.items():
        write(args.out, name, quotes, path)
    seconds = {name: [] for name in stories}
    for turn in range(args.rounds + 1):
        for name, (quotes, wanted, _) in stories.items():
            spent, done = check(args.lore, args.out / f"{name}.json")
            if turn:
                seconds[name].append(spent)
                continue
            said = findings(done)
            lines = {f"e{nth}": line for nth, (_, line) in enumerate(drawn)}
            there = sum(lines.get(bearer(finding)) in book_place(finding) for finding in said)
            print(f"{name}: {wanted} changed, {len(said)} told, {there} of them where they were drawn", file=sys.stderr)
    print(f"{len(book.text.encode()):,} bytes, {len(book.words):,} words, {args.quotes:,} quotes\n")
    print("|  | wall | least – most | processor |\n| --- | ---: | ---: | ---: |")
    for name, spent in seconds.items():
        walls, processor = zip(*spent)
        low, middle, high, busy = min(walls), statistics.median(walls), max(walls), statistics.median(processor)
        print(f"| {name} | {middle * 1000:,.0f} ms | {low * 1000:,.0f} ms – {high * 1000:,.0f} ms | {busy * 1000:,.0f} ms |")


def bearer(finding):
    return finding["message"].split("`")[1]


def book_place(finding):
    """The line of the passage that a finding shows; none where there is nothing like the quote."""
    return {note["line"] for note in finding["notes"] if (note.get("file") or "").endswith("book.md")}


if __name__ == "__main__":
    sys.exit(main())
