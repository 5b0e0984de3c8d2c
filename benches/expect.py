#!/usr/bin/env python3
"""Say who is allied with X at T, from a plain fold of our story form, and compare answers with it.

    expect.py STORY.json Q.json                     the answer, one id a line
    expect.py STORY.json Q.json --answer FILE       does FILE (`lore … --format json`) say the same?
    expect.py STORY.json Q.json --peers DIR         do the peers' own rules, applied to the neutral
                                                    form, say the same for the whole batch?
    expect.py STORY.json Q.json --prelude FILE      does the prelude know every kind and role used?

This shares no code with the program it judges.  An alliance joins every two of its allies; a
betrayal parts two; a death parts the dead from all.  The state at T is the one after every event
whose `at` is not later than T.
"""
import argparse
import json
import sys
from itertools import combinations
from pathlib import Path

# Where a row of an answer speaks of its grounds, and so names others than the allies.
GROUNDS = {"evidence", "events", "because", "sources", "started", "ended", "from", "until", "sentence", "text", "note"}


def read(path):
    return json.loads(Path(path).read_bytes())


def allies(story, questions):
    """For each (X, T): the sorted ids of those allied with X at T."""
    answers, partners = {}, {}
    waiting = sorted(enumerate(questions), key=lambda numbered: numbered[1][1])
    waiting.reverse()

    def answer(before):
        while waiting and waiting[-1][1][1] < before:
            number, (who, _) = waiting.pop()
            answers[number] = sorted(partners.get(who, ()))

    for event in story["events"]:
        answer(event["at"])
        roles = event["roles"]
        if event["kind"] == "alliance":
            for one, other in combinations(roles["allies"], 2):
                partners.setdefault(one, set()).add(other)
                partners.setdefault(other, set()).add(one)
        elif event["kind"] == "betrayal":
            for one in roles["betrayer"]:
                for other in roles["betrayed"]:
                    partners.get(one, set()).discard(other)
                    partners.get(other, set()).discard(one)
        elif event["kind"] in ("death", "killing"):
            for dead in roles["victim"]:
                for other in partners.pop(dead, ()):
                    partners[other].discard(dead)
    answer(float("inf"))
    return [answers[number] for number in range(len(questions))]


def named(answer, ids, names):
    """Every entity that the rows of an answer name, grounds aside."""
    found = set()

    def walk(value):
        if isinstance(value, dict):
            for key, inner in value.items():
                if key not in GROUNDS:
                    walk(inner)
        elif isinstance(value, list):
            for inner in value:
                walk(inner)
        elif isinstance(value, str) and (value in ids or value in names):
            found.add(value if value in ids else names[value])

    rows = answer if isinstance(answer, list) else answer.get("rows", answer.get("answers", answer))
    walk(rows)
    return found


def report(label, same):
    print(f"{label}: {'agrees' if same else 'DIFFERS'}")
    return 0 if same else 1


def against_answer(story, question, path):
    entities = [entity for key in ("characters", "factions", "places") for entity in story[key]]
    ids, names = {entity["id"] for entity in entities}, {entity["name"]: entity["id"] for entity in entities}
    got = named(read(path), ids, names) - {question[0]}
    expected = set(allies(story, [question])[0])
    for word, some in (("missing", expected - got), ("too many", got - expected)):
        if some:
            print(f"  {word}: {', '.join(sorted(some)[:5])} ({len(some)})", file=sys.stderr)
    return report(path, got == expected)


def against_peers(story, story_path, questions, peers):
    sys.dont_write_bytecode = True          # the peers' folder is somebody else's
    sys.path.insert(0, str(Path(peers) / "peers"))
    import common
    relations, _ = common.fold(read(story_path.removesuffix(".json") + ".neutral.json"))
    of = {}
    for one, other, start, until in relations.allied:
        of.setdefault(one, []).append((other, start, until))
        of.setdefault(other, []).append((one, start, until))
    theirs = [sorted(b for b, start, until in of.get(who, ()) if start <= at and (until is None or at < until))
              for who, at in questions]
    ours = allies(story, questions)
    print(f"{len(questions)} questions, {sum(map(len, ours))} allies")
    return report("the peers' fold", ours == theirs)


def against_prelude(story, path):
    kinds, unknown = read(path)["kinds"], set()

    def roles(kind):
        declared = kinds[kind]
        return {**(roles(declared["is"]) if "is" in declared else {}), **declared.get("roles", {})}

    for event in story["events"]:
        if event["kind"] not in kinds:
            unknown.add(event["kind"])
        else:
            unknown |= {f"{event['kind']}.{role}" for role in event["roles"].keys() - roles(event["kind"]).keys()}
    for word in sorted(unknown):
        print(f"  unknown: {word}", file=sys.stderr)
    return report(path, not unknown)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("story")
    parser.add_argument("questions")
    parser.add_argument("--answer")
    parser.add_argument("--peers")
    parser.add_argument("--prelude")
    args = parser.parse_args()
    story, asked = read(args.story), read(args.questions)
    question = (asked["X"], asked["T"])
    if args.answer:
        return against_answer(story, question, args.answer)
    if args.peers:
        return against_peers(story, args.story, [question, *map(tuple, asked["q2_batch"])], args.peers)
    if args.prelude:
        return against_prelude(story, args.prelude)
    print("\n".join(allies(story, [question])[0]))
    return 0


if __name__ == "__main__":
    sys.exit(main())
