//! Who or what a phrase means: a name, a list of names, *who*, *someone*, *Jake's father*, *members of the Dominion*, *the death of Winn*.

use super::draft::{Draft, Trouble, actors, events, places, things};
use super::noun::Noun;
use super::parser::Parser;
use crate::ask::inquiry::{Clause, Polarity, Term, Timing};
use crate::model::{EntityKind, Node};
use crate::vocabulary::{Fillers, Meaning};

/// A way to read a phrase.
#[derive(Clone, Debug)]
pub(super) struct Way {
    /// The word behind it.
    pub end: usize,
    pub draft: Draft,
    /// Who: several for a list that means all of them.
    pub terms: Vec<Term>,
}

/// How a common noun is used.
#[derive(Clone, Debug)]
pub(super) enum Use {
    /// As somebody new.
    New,
    /// As anybody or anything of that sort: *a battle*.
    Some,
    /// As somebody new who is asked for.
    Asked,
    /// As something said of somebody.
    Of(Vec<Term>),
}

impl Parser<'_> {
    /// Every way to read a phrase that may stand for what is wanted.
    pub(super) fn phrase(&self, at: usize, of: Fillers, draft: &Draft) -> Vec<Way> {
        // A phrase is read within phrases, before any of their ways is counted.
        if !self.spend() {
            return Vec::new();
        }
        let mut ways = self.simple(at, draft);
        ways.extend(self.described(at, draft));
        let mut found = Vec::new();
        // What is somebody's is read on from whoever has it.
        while let Some(way) = ways.pop() {
            if !self.spend() {
                break;
            }
            if self.is(way.end, "'s") {
                let owners = way.terms.clone();
                let uses = if draft.asked.len() < way.draft.asked.len() && self.is(at, "whose") {
                    Use::Asked
                } else {
                    Use::New
                };
                ways.extend(self.owned(way.end + 1, &way.draft, &owners, &uses));
            }
            found.push(way);
        }
        let mut all = self.relative(at, draft.inquiry.unknowns.len(), &found);
        all.append(&mut found);
        all.retain(|way| way.terms.iter().all(|term| way.draft.admits(self.world, term, of)));
        all
    }

    /// Names, pronouns and the words that ask.
    fn simple(&self, at: usize, draft: &Draft) -> Vec<Way> {
        let mut ways = self.names_at(at, draft);
        ways.extend(self.lists(at, draft));
        let Some(word) = self.word(at) else { return ways };
        let way = |end: usize, draft: Draft, term: Term| Way {
            end,
            draft,
            terms: vec![term],
        };
        let of = match word {
            "who" | "whom" => Some(actors()),
            "what" => Some(Fillers::ANY),
            _ => None,
        };
        if let Some(of) = of {
            let mut draft = draft.clone();
            let var = draft.ask(of, word);
            ways.push(way(at + 1, draft, Term::Unknown(var)));
        }
        let of = match word {
            "someone" | "somebody" | "anyone" | "anybody" | "whoever" => Some(actors()),
            "something" | "anything" => Some(Fillers::ANY),
            "somewhere" | "anywhere" => Some(places()),
            _ => None,
        };
        if let Some(of) = of {
            let mut draft = draft.clone();
            let var = draft.unknown(of, word);
            let other = usize::from(self.is(at + 1, "else"));
            if other == 1 {
                let Some(subject) = draft.subject.clone() else {
                    return ways;
                };
                draft.say(Clause::Differ(Term::Unknown(var), subject));
            }
            ways.push(way(at + 1 + other, draft, Term::Unknown(var)));
        }
        let they = matches!(word, "they" | "them" | "he" | "him" | "she" | "her" | "it");
        // *It* is nobody.
        let person = |subject: &Term| !draft.admits(self.world, subject, things());
        if they
            && draft.inside
            && let Some(subject) = &draft.subject
            && (word != "it" || !person(subject))
        {
            ways.push(way(at + 1, draft.clone(), subject.clone()));
        }
        if matches!(word, "their" | "his" | "her" | "its")
            && let Some(subject) = &draft.subject
        {
            let own = usize::from(self.is(at + 1, "own"));
            ways.extend(self.owned(at + 1 + own, draft, std::slice::from_ref(subject), &Use::New));
        }
        if word == "whose" {
            let mut draft = draft.clone();
            let var = draft.ask(actors(), "who");
            ways.extend(self.owned(at + 1, &draft, &[Term::Unknown(var)], &Use::New));
        }
        ways
    }

    /// The names at a place.
    pub(super) fn names_at(&self, at: usize, draft: &Draft) -> Vec<Way> {
        let mut ways = Vec::new();
        for hit in self.names.at(at) {
            let mut draft = draft.clone();
            draft.cost += 5 * u32::from(hit.spelt);
            let term = match hit.bearers.as_slice() {
                [one] => Term::Named(*one),
                several => {
                    let text = self.text_of(at, hit.end);
                    draft.trouble = Some(Trouble::Whose(text, several.to_vec()));
                    Term::OneOf(several.to_vec())
                }
            };
            ways.push(Way {
                end: hit.end,
                draft,
                terms: vec![term],
            });
        }
        ways
    }

    /// Names with commas, *and* or *or* between them.
    fn lists(&self, at: usize, draft: &Draft) -> Vec<Way> {
        let mut found = Vec::new();
        let both = usize::from(self.is(at, "both") || self.is(at, "either"));
        let mut open: Vec<(usize, Vec<Node>, Draft)> = vec![(at + both, Vec::new(), draft.clone())];
        while let Some((at, nodes, draft)) = open.pop() {
            if !self.spend() {
                break;
            }
            for way in self.names_at(at, &draft) {
                let [Term::Named(node)] = way.terms.as_slice() else {
                    continue;
                };
                let mut nodes = nodes.clone();
                nodes.push(*node);
                let comma = usize::from(self.is(way.end, ","));
                if comma == 1 {
                    open.push((way.end + 1, nodes.clone(), way.draft.clone()));
                }
                for joint in ["and", "or"] {
                    if !self.is(way.end + comma, joint) {
                        continue;
                    }
                    for last in self.names_at(way.end + comma + 1, &way.draft) {
                        let [Term::Named(node)] = last.terms.as_slice() else {
                            continue;
                        };
                        let all: Vec<Node> = nodes.iter().copied().chain([*node]).collect();
                        let terms = if joint == "or" {
                            vec![Term::OneOf(all)]
                        } else {
                            all.into_iter().map(Term::Named).collect()
                        };
                        found.push(Way {
                            end: last.end,
                            draft: last.draft,
                            terms,
                        });
                    }
                }
            }
        }
        found
    }

    /// A common noun, with what stands before and behind it.
    fn described(&self, at: usize, draft: &Draft) -> Vec<Way> {
        let Some(word) = self.word(at) else { return Vec::new() };
        match word {
            "which" | "what" => {
                let mut ways = self.common(at + 1, draft, &Use::Asked);
                ways.extend(self.grouped(at + 1, draft));
                ways
            }
            "how" if self.is(at + 1, "many") => {
                let mut ways = self.common(at + 2, draft, &Use::Asked);
                ways.extend(self.grouped(at + 2, draft));
                let mut bare = draft.clone();
                let var = bare.ask(actors(), "characters");
                bare.cost += 1;
                ways.push(Way {
                    end: at + 2,
                    draft: bare,
                    terms: vec![Term::Unknown(var)],
                });
                for way in &mut ways {
                    let before = draft.asked.len();
                    way.draft.count = way.draft.asked.get(before).copied();
                    way.draft.asked.truncate(before);
                }
                ways.retain(|way| way.draft.count.is_some());
                ways
            }
            "the" if matches!(self.word(at + 1), Some("most" | "fewest" | "least")) => self.most(at + 1, draft),
            "most" | "fewest" => self.most(at, draft),
            "a" | "an" | "any" | "some" | "another" => self.common(at + 1, draft, &Use::Some),
            "the" => self.common(at + 1, draft, &Use::New),
            _ => self.common(at, draft, &Use::New),
        }
    }

    /// *the most people*, *the fewest allies*, *the most*.
    fn most(&self, at: usize, draft: &Draft) -> Vec<Way> {
        let fewest = !self.is(at, "most");
        let mut ways = self.common(at + 1, draft, &Use::Some);
        let mut bare = draft.clone();
        let var = bare.unknown(Fillers::ANY, "others");
        bare.cost += 1;
        ways.push(Way {
            end: at + 1,
            draft: bare,
            terms: vec![Term::Unknown(var)],
        });
        ways.retain_mut(|way| {
            let [Term::Unknown(var)] = way.terms.as_slice() else {
                return false;
            };
            way.draft.most = Some((*var, fewest));
            draft.most.is_none()
        });
        ways
    }

    /// A common noun at a place: *members of the Dominion*, *characters*, *the killer of Winn*.
    pub(super) fn common(&self, at: usize, draft: &Draft, uses: &Use) -> Vec<Way> {
        let mut ways = Vec::new();
        for hit in self.nouns.at(at) {
            let mut draft = draft.clone();
            draft.cost += hit.cost;
            self.note(&mut draft, at, hit);
            // Whoever it is somebody's: *ally of Kira*.
            for link in self.links(hit.end, &hit.noun) {
                for owner in self.phrase(link, Fillers::ANY, &draft) {
                    ways.extend(self.noun(owner.end, &owner.draft, hit, &owner.terms, uses));
                }
            }
            ways.extend(self.noun(hit.end, &draft, hit, &[], uses));
        }
        ways
    }

    /// What is somebody's: *father* behind *Jake's*.
    pub(super) fn owned(&self, at: usize, draft: &Draft, owners: &[Term], uses: &Use) -> Vec<Way> {
        let mut ways = Vec::new();
        for hit in self.nouns.at(at) {
            if matches!(hit.noun, Noun::Sort(_) | Noun::Species(_)) {
                continue;
            }
            let mut draft = draft.clone();
            draft.cost += hit.cost + 1;
            self.note(&mut draft, at, hit);
            ways.extend(self.noun(hit.end, &draft, hit, owners, uses));
        }
        ways
    }

    pub(super) fn note(&self, draft: &mut Draft, at: usize, hit: &super::noun::Hit) {
        if let Some(proper) = &hit.taken_for {
            let means = match hit.noun {
                Noun::Relation(id, _) => self.world.vocabulary.relation(id).means,
                _ => None,
            };
            let unsexed = match means {
                Some(Meaning::Kinship | Meaning::Affection) => {
                    ", since a story does not say who is a man and who a woman"
                }
                _ => "",
            };
            let note = format!("read `{}` as `{proper}`{unsexed}", self.text_of(at, hit.end));
            if !draft.notes.contains(&note) {
                draft.notes.push(note);
            }
        }
    }

    /// Where whoever a noun belongs to may begin.
    fn links(&self, at: usize, noun: &Noun) -> Vec<usize> {
        let link = match noun {
            Noun::Relation(..) => ["of", "to", "with"].as_slice(),
            Noun::Role(_) => ["of", "in"].as_slice(),
            Noun::Sort(_) | Noun::Species(_) | Noun::Kind(_) => [].as_slice(),
        };
        let fits = self.word(at).is_some_and(|word| link.contains(&word));
        fits.then_some(at + 1).into_iter().collect()
    }

    /// *which Cardassians*, *which of the Jem'Hadar*, *which of X's allies*: the members of a faction, or some of those described.
    fn grouped(&self, at: usize, draft: &Draft) -> Vec<Way> {
        let of = self.is(at, "of");
        let start = at + usize::from(of);
        let mut ways = Vec::new();
        if of {
            let the = usize::from(self.is(start, "the"));
            ways.extend(self.common(start + the, draft, &Use::Asked));
            let owners = self.names_at(start, draft).into_iter();
            for owner in owners.filter(|owner| self.is(owner.end, "'s")) {
                ways.extend(self.owned(owner.end + 1, &owner.draft, &owner.terms, &Use::Asked));
            }
        }
        for hit in self.names.at(start) {
            let [node] = hit.bearers.as_slice() else { continue };
            let Some(id) = node
                .entity()
                .filter(|&id| self.world.story.entity(id).kind == EntityKind::Faction)
            else {
                continue;
            };
            let is_many = self.tokens[hit.end - 1].text.ends_with('s') || self.world.story.entity(id).plural || of;
            let Some(relation) = self.membership().filter(|_| is_many) else {
                continue;
            };
            let mut draft = draft.clone();
            // *how many Cardassians* may be those of the species or those of the people.
            draft.cost += u32::from(!self.is(at.saturating_sub(1), "many"));
            let word = format!("{} of {}", self.noun_of(relation), self.world.mention(*node));
            let var = draft.ask(actors(), &word);
            let clause = draft.say(Clause::Holds {
                relation,
                args: [Term::Unknown(var), Term::Named(*node)],
                polarity: Polarity::So,
                timing: Timing::Ever,
            });
            draft.attached.push(clause);
            ways.push(Way {
                end: hit.end,
                draft,
                terms: vec![Term::Unknown(var)],
            });
        }
        ways
    }

    /// What may be an event alone.
    pub(super) fn event_phrase(&self, at: usize, draft: &Draft) -> Vec<Way> {
        self.phrase(at, events(), draft)
    }
}
