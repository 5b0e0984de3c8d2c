//! What a common noun says of somebody, once it is known whose it is: *Jake's father* is whoever is a parent of Jake.

use super::draft::{Draft, Made, Trouble, actors, events};
use super::happened;
use super::noun::{Hit, Noun};
use super::parser::Parser;
use super::phrase::{Use, Way};
use crate::ask::inquiry::{Clause, Play, Polarity, Term, Timing, Window};
use crate::model::{EntityKind, KindId, RelationId, RoleId};
use crate::vocabulary::{Fillers, Meaning};

impl Parser<'_> {
    /// Every way to take a common noun that belongs to somebody, or to nobody in particular.
    pub(super) fn noun(&self, end: usize, draft: &Draft, hit: &Hit, owners: &[Term], uses: &Use) -> Vec<Way> {
        let mut draft = draft.clone();
        match &hit.noun {
            Noun::Sort(of) => {
                let asked = match uses {
                    Use::Of(_) => return Vec::new(),
                    _ if !owners.is_empty() => return Vec::new(),
                    uses => uses,
                };
                let word = self.word_of(end, hit);
                let terms = targets(&mut draft, *of, &word, asked);
                vec![Way { end, draft, terms }]
            }
            Noun::Relation(id, arg) => self.related(end, draft, hit, (*id, *arg), owners, uses),
            Noun::Role(role) => self.playing(end, draft, hit, *role, owners, uses),
            Noun::Kind(kind) => self.happening(end, &draft, hit, *kind, owners, uses),
            Noun::Species(species) => {
                if !owners.is_empty() {
                    return Vec::new();
                }
                // Whoever is named so is rather meant than anybody of that sort.
                draft.cost += 2 * u32::from(matches!(uses, Use::New | Use::Some));
                // *Cardassian characters* says it twice.
                let mut end = end;
                for more in self.nouns.at(end) {
                    if more.noun == Noun::Sort(Fillers::only(EntityKind::Character)) {
                        end = more.end;
                    }
                }
                let word = self.word_of(end, hit);
                let terms = targets(&mut draft, Fillers::only(EntityKind::Character), &word, uses);
                for term in &terms {
                    draft.say(Clause::Species(term.clone(), species.clone()));
                }
                vec![Way { end, draft, terms }]
            }
        }
    }

    /// What the question calls a noun that ends somewhere.
    fn word_of(&self, end: usize, hit: &Hit) -> String {
        let plain = self.tokens[..end].len();
        let start = (0..plain).rev().find(|&at| self.nouns.at(at).contains(hit));
        start.map_or_else(String::new, |start| self.text_of(start, hit.end).to_lowercase())
    }

    fn related(
        &self,
        end: usize,
        mut draft: Draft,
        hit: &Hit,
        (id, arg): (RelationId, usize),
        owners: &[Term],
        uses: &Use,
    ) -> Vec<Way> {
        let relation = self.world.vocabulary.relation(id);
        let word = self.word_of(end, hit);
        let terms = targets(&mut draft, relation.between[arg], &word, uses);
        let fits =
            |draft: &Draft, terms: &[Term], of: Fillers| terms.iter().all(|term| draft.admits(self.world, term, of));
        if !fits(&draft, &terms, relation.between[arg]) {
            return Vec::new();
        }
        let belongs = match relation.between.get(1 - arg) {
            Some(of) => fits(&draft, owners, *of),
            None => owners.is_empty(),
        };
        if !belongs {
            return Vec::new();
        }
        // *who killed a kinsman* asks for one of their own.
        let own = match (uses, &draft.subject) {
            (Use::Some, Some(subject)) if owners.is_empty() && relation.means.is_some_and(is_between) => {
                Some(vec![subject.clone()])
            }
            _ => None,
        };
        let owners = own.as_deref().unwrap_or(owners);
        let of_two = owners.is_empty() && relation.symmetric;
        let pairs: Vec<[Term; 2]> = match terms.as_slice() {
            [one, two] if of_two => vec![[one.clone(), two.clone()]],
            terms => {
                let nobody = [Term::Any];
                let owners = if owners.is_empty() { &nobody } else { owners };
                let pairs = terms
                    .iter()
                    .flat_map(|term| owners.iter().map(|owner| [term.clone(), owner.clone()]));
                pairs.collect()
            }
        };
        for pair in pairs {
            let [term, owner] = pair;
            let args = if arg == 0 { [term, owner] } else { [owner, term] };
            let clause = draft.say(Clause::Holds {
                relation: id,
                args,
                polarity: Polarity::So,
                timing: Timing::Ever,
            });
            if matches!(uses, Use::Of(_)) {
                draft.earlier.push(Made::Holds(clause));
            } else {
                draft.attached.push(clause);
            }
        }
        vec![Way { end, draft, terms }]
    }

    /// *the killer of Winn*, *the winner of the battle*
    fn playing(&self, end: usize, mut draft: Draft, hit: &Hit, role: RoleId, owners: &[Term], uses: &Use) -> Vec<Way> {
        let mut declared = self.world.vocabulary.kinds.iter().filter_map(|kind| kind.role(role));
        let Some(first) = declared.next() else {
            return Vec::new();
        };
        if owners.is_empty() || declared.any(|other| other.agentive != first.agentive) {
            return Vec::new();
        }
        // The kind that declares the role, where all others that have it are cases of that one.
        let vocabulary = &self.world.vocabulary;
        let having = || {
            vocabulary
                .kind_ids()
                .filter(|&id| vocabulary.kind(id).role(role).is_some())
        };
        let kind = having().find(|&top| having().all(|id| vocabulary.is_a(id, top)));
        let suffers = kind.and_then(|kind| self.done_to(kind)).unwrap_or(Play::Suffers);
        let word = self.word_of(end, hit);
        let terms = targets(&mut draft, actors(), &word, uses);
        let mut parts: Vec<(Play, Term)> = terms.iter().map(|term| (Play::Role(role), term.clone())).collect();
        let mut window = Window::default();
        for owner in owners {
            match owner {
                Term::Named(node) if node.event().is_some() => window.within = node.event(),
                owner if first.agentive => parts.push((suffers, owner.clone())),
                owner => parts.push((Play::Acts, owner.clone())),
            }
        }
        let event = draft.event();
        let clause = draft.say(Clause::Happens {
            event,
            kind,
            parts,
            place: None,
            polarity: Polarity::So,
            window,
        });
        if matches!(uses, Use::Of(_)) {
            draft.earlier.push(Made::Event(event, clause));
        }
        vec![Way { end, draft, terms }]
    }

    /// *the death of Winn*, *Winn's death*, *the battle between A and B at C*; asked for, *which battles*.
    fn happening(&self, end: usize, draft: &Draft, hit: &Hit, kind: KindId, owners: &[Term], uses: &Use) -> Vec<Way> {
        if matches!(uses, Use::Of(_)) {
            return Vec::new();
        }
        let parts: Vec<(Play, Term)> = owners.iter().map(|owner| (Play::Any, owner.clone())).collect();
        let mut found = Vec::new();
        let mut open = vec![(end, draft.clone(), parts)];
        while let Some((end, draft, parts)) = open.pop() {
            if !self.spend() {
                break;
            }
            if let Some((play, link)) = self.parts_behind(end, kind) {
                for way in self.phrase(link, Fillers::ANY, &draft) {
                    let mut parts = parts.clone();
                    parts.extend(way.terms.into_iter().map(|term| (play, term)));
                    open.push((way.end, way.draft, parts));
                }
            }
            found.extend(self.event_of(end, draft, hit, kind, parts, uses));
        }
        found
    }

    /// What part those play who are named behind a noun.
    fn parts_behind(&self, at: usize, kind: KindId) -> Option<(Play, usize)> {
        let declared = self.world.vocabulary.kind(kind);
        let word = self.word(at)?;
        let by_preposition = declared
            .roles
            .iter()
            .find(|role| role.preposition.as_deref() == Some(word));
        let play = match word {
            "of" => {
                // Who suffers it, if anybody does; else who does it.
                let done = declared
                    .roles
                    .iter()
                    .find(|role| !role.agentive && role.preposition.is_none());
                let done = done.or(declared.roles.iter().find(|role| role.min > 0));
                done.map_or(Play::Any, |role| Play::Role(role.id))
            }
            "by" => by_preposition.map_or(Play::Acts, |role| Play::Role(role.id)),
            "between" | "with" | "at" | "in" | "on" => Play::Any,
            _ => Play::Role(by_preposition?.id),
        };
        Some((play, at + 1))
    }

    /// The part of whoever suffers what happens, if anybody does; else of whoever does it.
    fn done_to(&self, kind: KindId) -> Option<Play> {
        let roles = &self.world.vocabulary.kind(kind).roles;
        let done = roles.iter().find(|role| !role.agentive && role.preposition.is_none());
        let done = done.or(roles.iter().find(|role| role.min > 0));
        done.map(|role| Play::Role(role.id))
    }

    /// The one event that is meant, or an event that nobody names.
    fn event_of(
        &self,
        end: usize,
        mut draft: Draft,
        hit: &Hit,
        kind: KindId,
        parts: Vec<(Play, Term)>,
        uses: &Use,
    ) -> Vec<Way> {
        let clause = |event, parts| Clause::Happens {
            event,
            kind: Some(kind),
            parts,
            place: None,
            polarity: Polarity::So,
            window: Window::default(),
        };
        let unnamed = parts.iter().any(|(_, term)| matches!(term, Term::Unknown(_)));
        if matches!(uses, Use::Asked | Use::Some) || unnamed {
            let word = self.word_of(end, hit);
            let event = match uses {
                Use::Asked => draft.ask(events(), &word),
                _ => draft.event(),
            };
            draft.say(clause(event, parts));
            return vec![Way {
                end,
                draft,
                terms: vec![Term::Unknown(event)],
            }];
        }
        let mut named = happened::matching(self.world, Some(kind), &parts, None);
        if named.len() > 1
            && let Some(done) = self.done_to(kind)
        {
            // *Winn's death* is rather the one she died than one she had another part in.
            let suffered: Vec<(Play, Term)> = parts
                .iter()
                .map(|(play, term)| (if *play == Play::Any { done } else { *play }, term.clone()))
                .collect();
            let suffered = happened::matching(self.world, Some(kind), &suffered, None);
            if !suffered.is_empty() {
                named = suffered;
            }
        }
        if named.is_empty() {
            // *the battle of the Red Cliffs* is named after its place.
            let anywhere: Vec<(Play, Term)> = parts.into_iter().map(|(_, term)| (Play::Any, term)).collect();
            named = happened::matching(self.world, Some(kind), &anywhere, None);
        }
        let term = match named.as_slice() {
            [one] => Term::Named((*one).into()),
            several => {
                let start = (0..end).rev().find(|&at| self.nouns.at(at).contains(hit)).unwrap_or(0);
                draft.trouble = Some(Trouble::Which(self.text_of(start, end), several.to_vec()));
                Term::OneOf(several.iter().map(|&id| id.into()).collect())
            }
        };
        vec![Way {
            end,
            draft,
            terms: vec![term],
        }]
    }
}

/// Of whom a noun speaks: somebody new, or those of whom it is said.
fn targets(draft: &mut Draft, of: Fillers, word: &str, uses: &Use) -> Vec<Term> {
    match uses {
        Use::New | Use::Some => vec![Term::Unknown(draft.unknown(of, word))],
        Use::Asked => vec![Term::Unknown(draft.ask(of, word))],
        Use::Of(terms) => terms.clone(),
    }
}

/// Whether a relation of that meaning is one of somebody to somebody, so that one who stands in it is somebody's.
fn is_between(means: Meaning) -> bool {
    matches!(
        means,
        Meaning::Kinship | Meaning::Affection | Meaning::Alliance | Meaning::Enmity
    )
}
