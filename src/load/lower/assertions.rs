//! What a story says must hold is read here: `dead duncan`, `not allied a b`, `macbeth at forres`, `side macduff = england`, `count member of england = 3`.
//!
//! Names may have several words; where a demand can be read in two ways it is refused, and quoting a name settles it.

use super::{Known, Lower};
use crate::load::fault::{Fault, Where};
use crate::load::journal::word::{Sort, string, string_length};
use crate::load::lex::brief;
use crate::model::{Assertion, Demand, EntityKind, EventId, Node, Point, RelationId, Text, Waiver, When};
use crate::vocabulary::{Fillers, Meaning};

/// A word of a demand, or several in quotes.
#[derive(Clone, Debug, PartialEq)]
struct Word {
    text: String,
    quoted: bool,
}

impl Word {
    fn is(&self, word: &str) -> bool {
        !self.quoted && self.text == word
    }
}

/// The words of a demand; an equals sign is one by itself, and a string is as in a journal.
fn words(text: &str) -> Vec<Word> {
    let mut words = Vec::new();
    let mut rest = text.trim_start();
    while let Some(first) = rest.chars().next() {
        let length = match first {
            '"' => string_length(rest),
            '=' => 1,
            _ => rest
                .find(|c: char| c.is_whitespace() || matches!(c, '"' | '='))
                .unwrap_or(rest.len()),
        };
        let (said, behind) = rest.split_at(length);
        let quoted = first == '"';
        let text = match string(said) {
            Sort::String(text) | Sort::Open(text) if quoted => text,
            Sort::String(_) | Sort::Open(_) | Sort::Bare | Sort::Comma | Sort::Bar => said.to_owned(),
        };
        words.push(Word { text, quoted });
        rest = behind.trim_start();
    }
    words
}

fn joined(words: &[Word]) -> String {
    words
        .iter()
        .map(|word| word.text.as_str())
        .collect::<Vec<_>>()
        .join(" ")
}

/// The word for whoever does not live.
const DEAD: &str = "dead";

const FORMS: &str = "write `alive X`, `dead X`, `RELATION A B`, `not RELATION A B`, `X at PLACE`, `side X = FACTION` or `count RELATION of F = 3`; `as of MOMENT` or `before EVENT` may follow";

impl Lower {
    /// Reads the demands that are written at one place.
    pub(super) fn assertions(&mut self, demands: Vec<Text>, on: Option<EventId>, at: &Where) {
        for (i, text) in demands.into_iter().enumerate() {
            let at = at.index(i);
            if let Some((demand, when)) = self.demand(&text, on, &at) {
                self.origins.assertions.push(at);
                self.story.assertions.push(Assertion { demand, when, on, text });
            }
        }
    }

    /// Notes what is let stand at one place.
    pub(super) fn waivers(&mut self, allowed: Vec<(String, String)>, on: Option<Node>, at: &Where) {
        for (rule, reason) in allowed {
            let at = at.name(rule.clone());
            if reason.trim().is_empty() {
                let message = format!("`{}` is allowed without a reason", brief(&rule));
                let fault = Fault::error("bad-waiver", at.clone(), message);
                self.fault(fault.help("say why it may stand; whoever reads the story next will ask"));
                continue;
            }
            self.origins.waivers.push(at);
            self.story.waivers.push(Waiver {
                rule: super::text(rule),
                reason: super::text(reason),
                on,
            });
        }
    }

    fn demand(&mut self, text: &str, on: Option<EventId>, at: &Where) -> Option<(Demand, Point)> {
        let words = words(text);
        let (words, when) = self.point(&words, on, at)?;
        let (expected, said) = match words.split_first() {
            Some((first, rest)) if first.is("not") => (false, rest),
            _ => (true, words),
        };
        let demands = self.readings(said, expected);
        match demands.as_slice() {
            [demand] => Some((*demand, when)),
            [] => {
                self.unread_demand(text, said, at);
                None
            }
            _ => {
                let message = format!("`{}` can be read in more than one way", brief(text));
                let fault = Fault::error("bad-assertion", at.clone(), message);
                self.fault(fault.help("put the names that have several words in quotes"));
                None
            }
        }
    }

    /// Takes the moment off the end of a demand.
    fn point<'w>(&mut self, words: &'w [Word], on: Option<EventId>, at: &Where) -> Option<(&'w [Word], Point)> {
        let as_of = (1..words.len().saturating_sub(2)).rfind(|&i| words[i].is("as") && words[i + 1].is("of"));
        let before = (1..words.len().saturating_sub(1)).rfind(|&i| words[i].is("before"));
        match (as_of, before) {
            (Some(i), _) => {
                let typed = joined(&words[i + 2..]);
                let when = match typed.as_str() {
                    "start" => Point::Start,
                    "end" => Point::End,
                    _ => self.moment(&typed, at)?,
                };
                Some((&words[..i], when))
            }
            (None, Some(i)) => {
                let typed = joined(&words[i + 1..]);
                let symbol = self.symbols.number(&typed);
                let event = self.event(symbol, || at.clone())?;
                Some((&words[..i], Point::Before(event)))
            }
            (None, None) => Some((words, on.map_or(Point::Start, Point::After))),
        }
    }

    fn moment(&mut self, typed: &str, at: &Where) -> Option<Point> {
        let symbol = self.symbols.number(typed);
        if let Known::Event(event) = self.known(symbol) {
            return Some(Point::After(event));
        }
        let time = self.story.axis.and_then(|axis| When::parse(typed.into(), axis).ok());
        match time {
            Some(time) => Some(Point::At(time)),
            None => self.event(symbol, || at.clone()).map(Point::After),
        }
    }

    /// Every way to read a demand.
    fn readings(&mut self, words: &[Word], expected: bool) -> Vec<Demand> {
        let mut demands: Vec<Demand> = Vec::new();
        let mut push = |demand: Demand| {
            if !demands.contains(&demand) {
                demands.push(demand);
            }
        };
        let Some((first, rest)) = words.split_first() else {
            return demands;
        };
        let equals = words.iter().position(|word| word.is("="));
        if let (true, Some(equals), true) = (first.is("side"), equals, expected) {
            let of = self.only(&words[1..equals], Fillers::parse("actor"));
            let faction = self.only(&words[equals + 1..], Fillers::parse("faction"));
            if let (Some(of), Some(faction)) = (of.and_then(Node::entity), faction.and_then(Node::entity)) {
                push(Demand::Side { of, faction });
            }
        }
        if let (true, Some(equals), true) = (first.is("count"), equals, expected) {
            let relation = rest.first().and_then(|word| self.vocabulary.relation_named(&word.text));
            let number = words.get(equals + 1).and_then(|word| word.text.parse().ok());
            let of = (equals > 3 && words[2].is("of"))
                .then(|| self.only(&words[3..equals], Some(Fillers::ANY)))
                .flatten();
            if let (Some(relation), Some(number), Some(of), true) = (relation, number, of, equals + 2 == words.len()) {
                push(Demand::Count { relation, of, number });
            }
        }
        // That somebody lives is a relation like any other; that they are dead is what has a word of its own.
        let life = self.vocabulary.meaning(Meaning::Life).next();
        if let (true, Some(relation)) = (first.is(DEAD), life)
            && let Some(of) = self.only(rest, self.between(relation, 0))
        {
            let (args, expected) = ([Some(of), None], !expected);
            push(Demand::Holds {
                relation,
                args,
                expected,
            });
        }
        if !first.quoted
            && let Some(relation) = self.vocabulary.relation_named(&first.text)
        {
            for args in self.arguments(relation, rest) {
                push(Demand::Holds {
                    relation,
                    args,
                    expected,
                });
            }
        }
        for at in (1..words.len()).filter(|&i| words[i].is("at")) {
            let place = self.only(&words[at + 1..], Some(Fillers::only(EntityKind::Place)));
            let who = self.only(&words[..at], Some(Fillers::ANY));
            if let (Some(who), Some(place)) = (who, place)
                && let Some(relation) = self.being_there(who)
            {
                let args = [Some(who), Some(place)];
                push(Demand::Holds {
                    relation,
                    args,
                    expected,
                });
            }
        }
        demands
    }

    /// Every way to part words into the arguments of a relation.
    fn arguments(&mut self, relation: RelationId, words: &[Word]) -> Vec<[Option<Node>; 2]> {
        let (one, other) = (self.between(relation, 0), self.between(relation, 1));
        let mut found = Vec::new();
        found.extend(self.only(words, one).map(|node| [Some(node), None]));
        if other.is_some() {
            for split in 1..words.len() {
                if let (Some(a), Some(b)) = (self.only(&words[..split], one), self.only(&words[split..], other)) {
                    found.push([Some(a), Some(b)]);
                }
            }
        }
        found
    }

    fn between(&self, relation: RelationId, place: usize) -> Option<Fillers> {
        self.vocabulary.relation(relation).between.get(place).copied()
    }

    /// The relation by which somebody or something is at a place.
    fn being_there(&self, who: Node) -> Option<RelationId> {
        let fits = |id: &RelationId| self.vocabulary.relation(*id).between[0].admits_node(&self.story, who);
        let presence = self.vocabulary.meaning(Meaning::Presence).find(fits);
        presence.or_else(|| self.vocabulary.meaning(Meaning::Location).find(fits))
    }

    /// The one that these words name, of the sort that is wanted; nothing is told where nobody or more than one is named.
    fn only(&mut self, words: &[Word], wanted: Option<Fillers>) -> Option<Node> {
        if words.is_empty() || words.len() > 1 && words.iter().any(|word| word.quoted) {
            return None;
        }
        let name = joined(words);
        let symbol = self.symbols.number(&name);
        self.silently(symbol, wanted?)
    }

    fn unread_demand(&mut self, text: &str, said: &[Word], at: &Where) {
        let head = said.first().filter(|word| !word.quoted).map(|word| word.text.clone());
        let relation = head.as_deref().and_then(|word| self.vocabulary.relation_named(word));
        let life = || self.vocabulary.meaning(Meaning::Life).next();
        let relation = relation.or_else(|| head.filter(|word| word == DEAD).and_then(|_| life()));

        let faults = self.faults.len();
        if let Some(relation) = relation {
            let names = &said[1..];
            let places = self.vocabulary.relation(relation).between.len();
            if names.len() <= places {
                for (place, word) in names.iter().enumerate() {
                    if let Some(wanted) = self.between(relation, place) {
                        let symbol = self.symbols.number(&word.text);
                        self.node(symbol, wanted, || at.clone());
                    }
                }
            }
        }
        if self.faults.len() > faults {
            return;
        }
        let message = format!("`{}` cannot be read as something that must hold", brief(text));
        self.fault(Fault::error("bad-assertion", at.clone(), message).help(FORMS));
    }
}

#[cfg(test)]
mod tests {
    use crate::load::read;
    use crate::model::{Demand, Point};

    fn told(demands: &str) -> crate::load::Loaded {
        read(
            "story.json",
            &format!(
                r#"{{"lorescope": 1, "assert": [{demands}],
            "characters": [{{"id": "ann", "name": "Ann of the Moor"}}, {{"id": "bo"}}, {{"id": "will"}}],
            "factions": [{{"id": "moor"}}], "places": [{{"id": "hall", "name": "the Great Hall"}}], "items": [{{"id": "ring"}}],
            "events": [{{"id": "end-of-bo", "kind": "death", "roles": {{"victim": "bo"}}, "assert": "dead bo", "allow": {{"acts-after-death": "a ghost"}}}}]}}"#
            ),
        )
    }

    #[test]
    fn a_demand_is_read_with_its_moment() {
        let loaded = told(
            r#""alive Ann of the Moor", "not friend ann bo before end-of-bo", "Ann of the Moor at the Great Hall as of end",
            "ring at hall", "side ann = moor", "count member of moor = 3 as of end-of-bo", "married ann""#,
        );
        assert!(loaded.findings.is_empty(), "{:?}", loaded.findings);
        let told = &loaded.story.assertions;
        assert_eq!(told.len(), 8);
        let expects = |i: usize| match told[i].demand {
            Demand::Holds { expected, .. } => expected,
            Demand::Side { .. } | Demand::Count { .. } => panic!("{:?}", told[i]),
        };
        assert!(expects(0) && !expects(1) && !expects(7));
        assert!(matches!(told[1].when, Point::Before(_)));
        assert!(matches!(told[2].when, Point::End));
        assert!(matches!(told[4].demand, Demand::Side { .. }));
        assert!(matches!(told[5].demand, Demand::Count { number: 3, .. }));
        assert!(matches!(told[7].when, Point::After(_)));
        assert_eq!(loaded.story.waivers[0].reason, "a ghost");
    }

    #[test]
    fn strings_are_those_of_a_journal() {
        let loaded = told(r#""alive \"Ann of\\u0020the Moor\"", "side \"ann\"=moor""#);
        assert!(loaded.findings.is_empty(), "{:?}", loaded.findings);
    }

    #[test]
    fn what_cannot_be_read_is_told() {
        let loaded = told(r#""bo is tall", "dead boo", "side ann = bo", "alive ann as of never""#);
        let said: Vec<&str> = loaded.findings.iter().map(|finding| finding.message.as_str()).collect();
        assert_eq!(
            said,
            [
                "`bo is tall` cannot be read as something that must hold",
                "there is no character `boo`",
                "`side ann = bo` cannot be read as something that must hold",
                "there is no event `never`",
            ]
        );
    }
}
