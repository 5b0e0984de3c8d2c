#!/usr/bin/env python3
"""Write one made-up story of N events, in our own form and in the form the peers read.

    generate.py N OUT.json [--seed 11] [--slips auto|K]

writes OUT.json (a Lorescope story), OUT.neutral.json (the very same story as the flat list of
events that the peers read) and OUT.q.json (what to ask: T, X, Y and a batch of pairs).

The story keeps to its own rules: the dead and the captive do not act, allies do not fight and old
friends betrayed are not allied again, one leaves only what one has joined, and those who share a
scene are not known to be elsewhere.  Only K deliberate slips break that (a meeting or battle with somebody dead in it; by
default one in 2,000 events and at least 3), so that a checker has something to find.  Only those
come back from death who left nothing open (no faction, place, spouse or enemy), because tools
differ on whether such things outlive a death, and this must not decide who is ahead.

Standard library only.  Every choice goes through `random()`, the one method of `random.Random`
whose values Python promises to keep, so the same N and seed give the same bytes everywhere.
"""
import argparse
import json
import random
from bisect import bisect
from collections import Counter, deque
from itertools import accumulate, combinations

# Percent of all events, as in the story the peers were first measured on.
SHARES = {
    "meeting": 30.0, "battle": 10.0, "alliance": 10.0, "betrayal": 5.0, "join": 8.0, "leave": 6.0,
    "death": 4.0, "resurrection": 0.2, "departure": 8.0, "arrival": 8.0, "marriage": 3.0,
    "capture": 3.0, "release": 2.0, "promotion": 2.7,
}
# The peers' kinds and roles in the words of our prelude; an unlisted word is the same in both.
OUR_KINDS = {"promotion": "appointment"}
OUR_ROLES = {
    "alliance": {"members": "allies"},
    "join": {"who": "joiner"},
    "leave": {"who": "leaver"},
    "departure": {"who": "departed"},
    "arrival": {"who": "arrived"},
    "marriage": {"partners": "spouses"},
    "capture": {"captive": "captured"},
    "release": {"liberator": "releaser", "captive": "released"},
    "promotion": {"who": "appointee", "faction": "to"},
}

FIRST = "ald ber cor dun ela fen gar hol ish jar kel lun mar nev oda per rin sol tam ull ven wes yor zan".split()
LAST = "ael bor car dis ein fal gan hew ion jek kin lys mon nor oth pel ren sar tir und vik wyn xis yde".split()
HALLS = "league company circle watch chapter".split()
GROUNDS = "gate bridge quay chapel marsh square road island".split()
WHEN = ("Before the snow had melted", "At the second bell", "While the ferry waited", "On the eve of the fair",
        "With no lamp in the window", "After the last toast", "In the lee of the wall", "When the tide had gone out",
        "Behind the closed café", "Between two verdicts", "Under Zoë's banner", "As the choir fell silent")
WHAT = ("would not be seated", "put the letter on the fire", "named the price aloud", "swore to it again",
        "asked who had paid", "left the ring on the table", "let the rope go slack", "read the list to its end",
        "turned the map face down", "spoke first for once")
THEN = ("and no one contradicted it.", "which settled nothing.", "though all of them knew better.",
        "and the door stayed open.", "for the last time that year.", "as if it had been agreed.",
        "while the clerk wrote on.", "and the bridge was burned behind them.")
CHAPTERS, SCENES = 30, 40           # chapters in a book, events in a chapter
TRIES = 40                          # draws before a choice is given up


class Bag:
    """A set that can be drawn from: add, remove and draw in constant time."""

    def __init__(self):
        self.of, self.where = [], {}

    def __len__(self):
        return len(self.of)

    def __contains__(self, thing):
        return thing in self.where

    def add(self, thing):
        if thing not in self.where:
            self.where[thing] = len(self.of)
            self.of.append(thing)

    def remove(self, thing):
        hole = self.where.pop(thing, None)
        if hole is not None:
            last = self.of.pop()
            if last != thing:
                self.of[hole], self.where[last] = last, hole


def spread(number, tables):
    """The number as one word from each table: neighbours far apart, no two alike."""
    size = 1
    for table in tables:
        size *= len(table)
    # 5,003 shares no factor with 24, so this is a rearrangement of the numbers below `size`.
    assert number < size and len(FIRST) == len(LAST) == 24
    number = number * 5003 % size
    words = []
    for table in tables:
        number, at = divmod(number, len(table))
        words.append(table[at])
    return words


class Cast:
    """Who and what there is, by number; the lower the number, the more famous."""

    def __init__(self, events):
        people, others = max(20, events // 20), max(5, events // 200)
        self.people = ["{}{}-{}{}".format(*spread(i, (FIRST, LAST, FIRST, LAST))) for i in range(people)]
        self.factions = ["{}-of-{}{}{}".format(HALLS[i % 5], *spread(i, (LAST, FIRST, LAST))) for i in range(others)]
        self.places = ["{}{}{}-{}".format(*spread(i, (FIRST, FIRST, LAST)), GROUNDS[i % 8]) for i in range(others)]
        assert len({*self.people, *self.factions, *self.places}) == people + 2 * others

    @staticmethod
    def named(ids):
        return [{"id": i, "name": " ".join(w if w == "of" else w.title() for w in i.split("-"))} for i in ids]


class World:
    """The state of the story so far; each kind of event is a method that makes one, or None."""

    def __init__(self, events, seed):
        self.events, self.random, self.cast = events, random.Random(seed).random, Cast(events)
        people = len(self.cast.people)
        self.fame = list(accumulate(1 / (rank + 3) for rank in range(people)))
        self.stars = max(5, people // 200)
        self.entered = 0
        self.living, self.captives, self.buried, self.revivable = Bag(), Bag(), Bag(), Bag()
        self.died, self.captor_of, self.holds = {}, {}, [set() for _ in range(people)]
        self.allies = [Bag() for _ in range(people)]
        self.ever = [set() for _ in range(people)]
        self.enemies = [set() for _ in range(people)]
        self.faction, self.place, self.spouse = [None] * people, [None] * people, [None] * people
        self.now = 0

    def enter(self, event):
        """A fifth of the cast is there at the opening, all of it by nine tenths of the way."""
        people = len(self.cast.people)
        wanted = int(people * min(1.0, 0.2 + 0.8 * event / (0.9 * self.events)))
        for person in range(self.entered, max(wanted, min(20, people))):
            self.living.add(person)
            self.entered = person + 1

    # -- draws ------------------------------------------------------------------------------------
    def below(self, number):
        return int(self.random() * number)

    def weighted(self, things, weights):
        return things[bisect(weights, self.random() * weights[-1])]

    def famous(self):
        return bisect(self.fame, self.random() * self.fame[self.entered - 1])

    def actor(self, fits=lambda person: True):
        """Somebody alive and free whom the story would choose: the famous first, then anyone."""
        for draw in (self.famous, lambda: self.living.of[self.below(len(self.living))]):
            for _ in range(TRIES):
                person = draw()
                if person in self.living and person not in self.captives and fits(person):
                    return person
        return None

    def beside(self, person, fits):
        """Somebody of the person's own circle (of like fame), or else any actor."""
        for _ in range(TRIES):
            other = person + self.below(41) + self.below(41) - 40
            if 0 <= other < self.entered and other in self.living and other not in self.captives and fits(other):
                return other
        return self.actor(fits)

    def company(self, sizes, weights, fits=lambda person, others: True):
        """Some who can be in one scene, and the place it must have (None: any)."""
        wanted = self.weighted(sizes, weights)
        first = self.actor(lambda person: fits(person, ()))
        if first is None:
            return None
        group, place = [first], self.place[first]
        while len(group) < wanted:
            def can(person):
                return person not in group and self.can_be(person, place) and fits(person, group)
            other = self.beside(first, can) if self.random() < 0.5 else self.actor(can)
            if other is None:
                break
            group.append(other)
            place = self.place[other] if place is None else place
        return (group, place) if len(group) > 1 else None

    def can_be(self, person, place):
        """Whether somebody is not known to be anywhere but there (None: anywhere)."""
        return place is None or self.place[person] in (None, place)

    def somewhere(self, place):
        """The place, or one of the better known ones."""
        return int(self.random() ** 2 * len(self.cast.places)) if place is None else place

    def people(self, numbers):
        return [self.cast.people[number] for number in numbers]

    # -- kinds: (roles as the peers name them, place) ---------------------------------------------
    def meeting(self, ghost=()):
        made = self.company((2, 3, 4, 5), (60, 85, 95, 100))
        if made is None:
            return None
        group, place = made
        return {"participants": self.people([*group, *ghost])}, self.somewhere(place)

    def battle(self, ghost=()):
        made = self.company((2, 3, 4, 6), (40, 65, 85, 100),
                            lambda person, others: not any(other in self.allies[person] for other in others))
        if made is None:
            return None
        group, place = made
        half = (len(group) + 1) // 2
        return {"attackers": self.people([*group[:half], *ghost]), "defenders": self.people(group[half:])}, \
            self.somewhere(place)

    def alliance(self):
        made = self.company((2, 3, 4), (75, 93, 100), lambda person, others: self.enemies[person].isdisjoint(others))
        if made is None:
            return None
        group, place = made
        for one, other in combinations(group, 2):
            for a, b in ((one, other), (other, one)):
                self.allies[a].add(b)
                self.ever[a].add(b)
        return {"members": self.people(group)}, self.somewhere(place)

    def betrayal(self):
        if self.random() >= 0.7:
            traitor = self.actor(lambda person: self.faction[person] is not None)
            if traitor is None:
                return None
            return {"betrayer": self.people([traitor]), "betrayed": [self.cast.factions[self.faction[traitor]]]}, None
        traitor = self.actor(lambda person: len(self.allies[person]))
        if traitor is None:
            return None
        victim = self.allies[traitor].of[self.below(len(self.allies[traitor]))]
        for a, b in ((traitor, victim), (victim, traitor)):
            self.allies[a].remove(b)
            self.enemies[a].add(b)
        places = {self.place[traitor], self.place[victim]} - {None}
        # Two who are known to be apart betray one another by letter.
        return {"betrayer": self.people([traitor]), "betrayed": self.people([victim])}, \
            None if len(places) > 1 else self.somewhere(min(places, default=None))

    def join(self):
        who = self.actor(lambda person: self.faction[person] is None)
        if who is None:
            return None
        self.faction[who] = int(self.random() ** 2 * len(self.cast.factions))
        return {"who": self.people([who]), "faction": [self.cast.factions[self.faction[who]]]}, None

    def leave(self):
        who = self.actor(lambda person: self.faction[person] is not None)
        if who is None:
            return None
        left, self.faction[who] = self.faction[who], None
        return {"who": self.people([who]), "faction": [self.cast.factions[left]]}, None

    def promotion(self):
        who = self.actor(lambda person: self.faction[person] is not None)
        if who is None:
            return None
        return {"who": self.people([who]), "faction": [self.cast.factions[self.faction[who]]]}, None

    def death(self):
        if len(self.living) - len(self.captives) < 12:
            return None
        victim = self.living.of[self.below(len(self.living))]
        if victim < self.stars and self.random() < 0.95:        # the story needs its stars
            victim = self.living.of[self.below(len(self.living))]
        self.living.remove(victim)
        roles, place = {"victim": self.people([victim])}, self.place[victim]
        if self.random() < 0.5:
            killer = self.beside(victim, lambda person: self.can_be(person, place))
            if killer is not None:
                roles["killer"] = self.people([killer])
                place = self.place[killer] if place is None else place
        self.bury(victim)
        return roles, self.somewhere(place)

    def bury(self, victim):
        self.buried.add(victim)
        self.died[victim] = self.now
        if self.faction[victim] is self.place[victim] is self.spouse[victim] is None \
                and not self.enemies[victim] and victim not in self.captives:
            self.revivable.add(victim)
        self.free(victim)
        for captive in sorted(self.holds[victim]):
            self.free(captive)
        for ally in self.allies[victim].of:
            self.allies[ally].remove(victim)
        self.allies[victim] = Bag()
        if self.spouse[victim] is not None:
            self.spouse[self.spouse[victim]] = None

    def free(self, captive):
        if captive in self.captives:
            self.captives.remove(captive)
            self.holds[self.captor_of.pop(captive)].remove(captive)

    def resurrection(self):
        if not self.revivable:
            return None
        who = self.revivable.of[self.below(len(self.revivable))]
        if self.died[who] >= self.now:
            return None
        self.revivable.remove(who)
        self.buried.remove(who)
        self.living.add(who)
        return {"revived": self.people([who])}, None

    def arrival(self):
        who = self.actor(lambda person: self.place[person] is None)
        if who is None:
            return None
        self.place[who] = self.somewhere(None)
        return {"who": self.people([who])}, self.place[who]

    def departure(self):
        who = self.actor(lambda person: self.place[person] is not None)
        if who is None:
            return None
        left, self.place[who] = self.place[who], None
        return {"who": self.people([who])}, left

    def marriage(self):
        made = self.company((2,), (1,), lambda person, others: self.spouse[person] is None)
        if made is None:
            return None
        (one, other), place = made
        self.spouse[one], self.spouse[other] = other, one
        return {"partners": self.people([one, other])}, self.somewhere(place)

    def capture(self):
        made = self.company((2,), (1,)) if len(self.captives) * 4 < len(self.living) else None
        if made is None:
            return None
        (captor, captive), place = made
        self.captives.add(captive)
        self.captor_of[captive] = captor
        self.holds[captor].add(captive)
        return {"captor": self.people([captor]), "captive": self.people([captive])}, self.somewhere(place)

    def release(self):
        if not self.captives:
            return None
        captive = self.captives.of[self.below(len(self.captives))]
        place = self.place[captive]
        by = self.actor(lambda person: self.can_be(person, place))
        if by is None:
            return None
        self.free(captive)
        return {"liberator": self.people([by]), "captive": self.people([captive])}, \
            self.somewhere(self.place[by] if place is None else place)

    # -- the story --------------------------------------------------------------------------------
    def slip(self, kind):
        """A scene with somebody in it who died earlier."""
        ghost = self.buried.of[self.below(len(self.buried))] if self.buried else None
        if ghost is None or self.died[ghost] >= self.now:
            return None
        return getattr(self, kind)(ghost=(ghost,))

    def quote(self, who):
        name = who.split("-")[0].title()
        when, what, then = (line[self.below(len(line))] for line in (WHEN, WHAT, THEN))
        style = self.random()
        if style < 0.1:             # quotation marks that JSON has to escape
            return f'"{when}," {name} said, and {what}, {then}'
        if style < 0.2:             # signs of several bytes
            return f"“{when}” — {name} {what}, {then}"
        return f"{when}, {name} {what}, {then}"


def tell(world, slips):
    """Yield (kind, at, roles, place, quote) for every event, in order."""
    kinds, weights = list(SHARES), list(accumulate(SHARES.values()))
    half = world.events // 2
    due = Counter(half + world.below(world.events - half) for _ in range(slips))
    owed = 0
    for event in range(world.events):
        world.enter(event)
        world.now += (0, 1, 2, 7)[bisect((0.4, 0.8, 0.95), world.random())]
        kind, made = world.weighted(kinds, weights), None
        owed += due[event]
        if owed and kind in ("meeting", "battle"):
            made = world.slip(kind)
            owed -= made is not None
        made = made or getattr(world, kind)()
        while made is None:
            kind, made = "meeting", world.meeting()
        roles, place = made
        yield kind, world.now, roles, place, world.quote(next(iter(roles.values()))[0])


def our_event(number, kind, at, roles, place, quote, chapter):
    words = OUR_ROLES.get(kind, {})
    kind = "killing" if "killer" in roles else OUR_KINDS.get(kind, kind)
    event = {"id": f"e{number:07d}", "kind": kind, "roles": {words.get(r, r): who for r, who in roles.items()}, "at": at}
    if place is not None:
        event["place"] = place
    book, chapter = divmod(chapter, CHAPTERS)
    event["sources"] = [{"document": f"book-{book + 1:03d}", "quote": quote, "locator": f"chapter {chapter + 1}"}]
    return event


def neutral_event(number, kind, at, roles, place, quote, chapter):
    event = {"id": f"e{number:07d}", "kind": kind, "at": at}
    if place is not None:
        event["place"] = place
    event["roles"] = roles
    book, chapter = divmod(chapter, CHAPTERS)
    event["source"] = {"doc": f"book-{book + 1:03d}/chapter-{chapter + 1:02d}.md", "quote": quote}
    return event


compact = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def opening(world, head, documents):
    """Everything before the first event, one entity a line."""
    lists = [("documents", documents)] if documents else []
    lists += [(key, Cast.named(getattr(world.cast, ids)))
              for key, ids in (("characters", "people"), ("factions", "factions"), ("places", "places"))]
    text = compact(head)[:-1] + ",\n"
    for key, things in lists:
        text += f'"{key}":[\n' + ",\n".join(map(compact, things)) + "\n],\n"
    return text + '"events":[\n'


def farthest(world, start):
    """How far the alliances ever made reach from one person, and the first who is that far."""
    far, queue = {start: 0}, deque([start])
    while queue:
        person = queue.popleft()
        for other in sorted(world.ever[person]):
            if other not in far:
                far[other] = far[person] + 1
                queue.append(other)
    longest = max(far.values())
    return min(person for person, steps in far.items() if steps == longest), longest


def write(world, slips, out):
    stem = out.removesuffix(".json")
    books = -(-world.events // (CHAPTERS * SCENES))
    documents = [{"id": f"book-{b + 1:03d}", "title": f"Book {b + 1}"} for b in range(books)]
    title, counts = f"A made-up story of {world.events} events", Counter()
    moment = star = None
    with open(out, "w", encoding="utf-8", newline="\n") as ours, \
            open(f"{stem}.neutral.json", "w", encoding="utf-8", newline="\n") as neutral:
        ours.write(opening(world, {"lorescope": 1, "title": title}, documents))
        neutral.write(opening(world, {"format": "story-events/1", "title": title}, None))

        def leader():
            return max(range(world.entered), key=lambda person: (len(world.allies[person]), -person))

        for number, (kind, at, roles, place, quote) in enumerate(tell(world, slips)):
            if star is None and moment is not None and at > moment:
                star = leader()     # this event has been applied already; near enough to choose by
            counts[kind] += 1
            place = None if place is None else world.cast.places[place]
            end = ",\n" if number + 1 < world.events else "\n]}\n"
            chapter = number // SCENES
            ours.write(compact(our_event(number, kind, at, roles, place, quote, chapter)) + end)
            neutral.write(compact(neutral_event(number, kind, at, roles, place, quote, chapter)) + end)
            if number == int(world.events * 0.6):
                moment = at
    star = leader() if star is None else star
    other, steps = farthest(world, star)
    batch = [[world.famous() if k % 2 else world.below(len(world.cast.people)), world.below(world.now)] for k in range(100)]
    questions = {"events": world.events, "T": moment, "X": world.cast.people[star], "Y": world.cast.people[other],
                 "path_length": steps, "q2_batch": [[world.cast.people[p], t] for p, t in batch], "slips": slips}
    with open(f"{stem}.q.json", "w", encoding="utf-8", newline="\n") as file:
        file.write(compact(questions) + "\n")
    shares = ", ".join(f"{kind} {100 * count / world.events:.1f}" for kind, count in counts.most_common())
    print(f"{out}: {world.events} events, {len(world.cast.people)} characters of whom {len(world.living)} live, "
          f"{len(world.cast.factions)} factions and places, {books} books; X {questions['X']} at T {moment}\n"
          f"  percent: {shares}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("events", type=int)
    parser.add_argument("out")
    parser.add_argument("--seed", type=int, default=11)
    parser.add_argument("--slips", default="auto")
    args = parser.parse_args()
    slips = max(3, args.events // 2000) if args.slips == "auto" else int(args.slips)
    write(World(args.events, args.seed), slips, args.out)


if __name__ == "__main__":
    main()
