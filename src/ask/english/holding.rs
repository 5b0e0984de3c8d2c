//! The clauses in which each relation may be asked about: *is allied with*, *was commanded by*, *lives*, *is dead*, *is at*.

use super::form::{Form, Hole, Maker, PREPOSITIONS, Piece, Said, Slot, What, ways};
use super::inflect::{Bend, bend};
use super::pieces::behind;
use super::token::words;
use crate::model::{EntityKind, RelationId};
use crate::vocabulary::{Fillers, Meaning, Relation, Verb};

/// Words before a place where somebody is.
const THERE: &[&str] = &["at", "in", "on", "aboard", "inside"];

impl Maker<'_> {
    /// The clauses of every relation whose words may stand in the question.
    pub(super) fn relations(&mut self) {
        for id in self.vocabulary.relation_ids() {
            let relation = self.vocabulary.relation(id);
            self.side(id, relation, &relation.words, &relation.also, false);
            let none = Verb::default();
            let inverse = relation.inverse.as_ref().unwrap_or(&none);
            self.side(id, relation, inverse, &relation.inverse_also, true);
            match relation.means {
                Some(Meaning::Presence | Meaning::Location) => self.being_there(id, relation),
                Some(Meaning::Life) => self.living(id, relation),
                Some(Meaning::Ownership) => self.having(id, relation),
                _ => {}
            }
        }
    }

    /// The clauses of a relation seen from one of the two.
    fn side(&mut self, id: RelationId, relation: &Relation, verb: &Verb, also: &[String], swapped: bool) {
        let mut said = Vec::new();
        if !verb.base.is_empty() {
            self.verb(verb, &mut said);
        }
        for phrase in also {
            self.also(&mut said, phrase, also);
        }
        let hole = |nth: usize| {
            let at = if swapped { relation.between.len() - 1 - nth } else { nth };
            relation.between.get(at).map(|of| Hole {
                slot: Slot::Arg(at),
                of: *of,
            })
        };
        let Some(first) = hole(0) else { return };
        // What says no more than the noun does is read as that.
        let noun = format!("be {}", relation.words.noun);
        let article = ["a", "an", "the", ""].iter().any(|article| {
            let article = format!("be {article} ").replace("  ", " ");
            let bare = verb.base.strip_prefix(article.as_str());
            bare.and_then(|bare| bare.strip_suffix(" of").or(bare.strip_suffix(" to")))
                .is_some_and(|bare| !bare.contains(' ') && (article != "be " || format!("be {bare}") == noun))
        });
        if article && hole(1).is_some() {
            said.retain(|said| said.also);
        }
        for said in &said {
            self.clauses(id, first, hole(1), said);
        }
    }

    fn also(&self, into: &mut Vec<Said>, phrase: &str, all: &[String]) {
        let mut found = Vec::new();
        let verb = Verb {
            base: phrase.to_owned(),
            ..Verb::default()
        };
        self.verb(&verb, &mut found);
        for mut said in found {
            said.also = true;
            said.ways = sort(phrase, all);
            if !is_past(phrase, all) {
                said.ways |= ways::COMPLEMENT;
            }
            into.push(said);
        }
    }

    /// The clauses of one form of a relation's verb: its last preposition may stand elsewhere or, with what stands behind it, not at all.
    fn clauses(&mut self, id: RelationId, first: Hole, second: Option<Hole>, said: &Said) {
        let mut form = Form {
            what: What::Relation(id),
            core: vec![Piece::Hole(first), Piece::Verb],
            options: Vec::new(),
            company: None,
            cost: u32::from(said.also),
            verbs: vec![said.clone()],
        };
        let Some(second) = second else {
            self.forms.push(form);
            return;
        };
        let last = said.words.last().filter(|last| PREPOSITIONS.contains(&last.as_str()));
        if let Some(preposition) = last.filter(|_| said.words.len() > 1) {
            let mut bare = said.clone();
            bare.words.pop();
            // *who led?* does not ask who was led by somebody
            if preposition == "by" {
                bare.ways &= ways::COMPLEMENT;
            }
            form.verbs = vec![bare];
            form.options.push(behind(preposition, second));
            if second.of.admits_events() {
                form.options.push(vec![Piece::That(second)]);
                if preposition == "about" {
                    form.options.push(behind("of", second));
                }
            }
            self.forms.push(form);
            return;
        }
        if said.ways & !ways::COMPLEMENT != 0 {
            let mut active = form.clone();
            active.core.push(Piece::Hole(second));
            self.forms.push(active);
            let mut passive = form.clone();
            passive.core = vec![Piece::Hole(second), Piece::Passive];
            passive.options.push(behind("by", first));
            self.forms.push(passive);
        }
        if said.ways & ways::COMPLEMENT != 0 {
            form.verbs[0].ways = ways::COMPLEMENT;
            self.forms.push(form);
        }
    }

    /// *is at the fire caves*
    fn being_there(&mut self, id: RelationId, relation: &Relation) {
        let [who, place] = relation.between.as_slice() else {
            return;
        };
        let hole = |nth, of| {
            Piece::Hole(Hole {
                slot: Slot::Arg(nth),
                of,
            })
        };
        // A faction may be both at a place and in one; what is asked of it is asked in both ways, by whoever builds the clause.
        let who = match relation.means {
            Some(Meaning::Location) => Fillers::parse("place|item").filter(|fillers| fillers.meets(*who)),
            _ => Some(*who),
        };
        let Some(who) = who else { return };
        let there = THERE.iter().map(|&word| word.to_owned()).collect();
        self.forms.push(Form {
            what: What::Relation(id),
            core: vec![hole(0, who), Piece::Be, Piece::Word(there), hole(1, *place)],
            options: Vec::new(),
            verbs: Vec::new(),
            company: None,
            cost: 0,
        });
    }

    /// *is dead*, in the words of whatever kind ends life, and *survived*.
    fn living(&mut self, id: RelationId, relation: &Relation) {
        let Some(of) = relation.between.first().copied().filter(|_| relation.is_unary()) else {
            return;
        };
        let hole = Hole { slot: Slot::Arg(0), of };
        let ends = |kind: &crate::vocabulary::Kind| kind.ends.iter().any(|end| end.relation == id);
        let vocabulary = self.vocabulary;
        let last = vocabulary.kinds.iter().find(|kind| {
            let parent = kind.is.map(|parent| vocabulary.kind(parent));
            ends(kind) && parent.is_none_or(|parent| !ends(parent))
        });
        let form = |what, verbs, options| Form {
            what,
            core: vec![Piece::Hole(hole), Piece::Verb],
            options,
            verbs,
            company: None,
            cost: 0,
        };
        let said = |phrase: &str, ways| Said {
            words: words(phrase),
            ways,
            also: false,
        };
        let dead = last
            .into_iter()
            .flat_map(|kind| &kind.also)
            .filter(|word| !word.ends_with("ing"));
        let dead: Vec<Said> = dead.map(|word| said(word, ways::COMPLEMENT)).collect();
        self.forms.push(form(What::Lack(id), dead, Vec::new()));
        let survived = ["survive", "survives", "survived"].map(|word| said(word, ways::ANY));
        self.forms.push(form(What::Outlast(id), survived.to_vec(), Vec::new()));
    }

    /// *has the ring*
    fn having(&mut self, id: RelationId, relation: &Relation) {
        let [who, what] = relation.between.as_slice() else {
            return;
        };
        let have = ["have", "has", "had"].map(|word| Said {
            words: vec![word.to_owned()],
            ways: ways::ANY,
            also: false,
        });
        let item = Fillers::only(EntityKind::Item);
        if !what.meets(item) {
            return;
        }
        self.forms.push(Form {
            what: What::Relation(id),
            core: vec![
                Piece::Hole(Hole {
                    slot: Slot::Arg(0),
                    of: *who,
                }),
                Piece::Verb,
                Piece::Hole(Hole {
                    slot: Slot::Arg(1),
                    of: *what,
                }),
            ],
            options: Vec::new(),
            verbs: have.to_vec(),
            company: None,
            cost: 1,
        });
    }
}

/// Whether a further word is the past of another beside it: *led* is no noun, and *was led* is not *was a leader*.
pub(super) fn is_past(phrase: &str, all: &[String]) -> bool {
    let base = |other: &&String| sort(other, all) == ways::BASE && other.chars().next() == phrase.chars().next();
    let is_doer = phrase.ends_with("er") || phrase.ends_with("or");
    !is_doer && sort(phrase, all) == ways::PAST | ways::PARTICIPLE && all.iter().any(|other| base(&other))
}

/// Which forms of a verb a further word may be, which was not declared: *lead* and *leads* stand beside one another, and so *led* is what is past.
fn sort(phrase: &str, all: &[String]) -> u8 {
    let (head, tail) = phrase.split_once(' ').unwrap_or((phrase, ""));
    let mut others = all.iter().filter_map(|other| {
        let (other, behind) = other.split_once(' ').unwrap_or((other, ""));
        (behind == tail && other != head).then_some(other)
    });
    if others.clone().any(|other| bend(other, head) == Some(Bend::Third)) {
        return ways::BASE;
    }
    if others.clone().any(|other| bend(head, other) == Some(Bend::Third)) {
        return ways::THIRD;
    }
    let first = head.chars().next();
    if others.any(|other| other.chars().next() == first) {
        ways::PAST | ways::PARTICIPLE
    } else {
        ways::ANY
    }
}
