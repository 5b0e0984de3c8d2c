//! Parts in an event that are asked for by a word of their own: *who won the battle*, *who ordered the murder*, *on whose orders was he killed*.

use super::clause::{Built, Shape};
use super::draft::{Draft, Gap, Made, Tense, Time, actors};
use super::group::helper;
use super::inflect::{Bend, bend};
use super::parser::Parser;
use super::question::Candidate;
use crate::ask::inquiry::{Clause, Play, Polarity, Term, Window};
use crate::model::{EventId, RoleId};

impl Parser<'_> {
    pub(super) fn agents(&self, at: usize, draft: &Draft, times: &[Time], found: &mut Vec<Candidate>) {
        for one in self.template(at, draft, "<y>") {
            let Some(word) = self.word(one.end) else { continue };
            for way in self.phrase(one.end + 1, super::draft::events(), &one.draft) {
                let event = match way.terms.as_slice() {
                    [Term::Named(node)] => node.event(),
                    // What names several, or none, is refused for that.
                    [Term::OneOf(nodes)] if way.draft.trouble.is_some() => nodes.first().and_then(|node| node.event()),
                    _ => None,
                };
                let Some(event) = event else { continue };
                let Some(role) = self.agent(event, word) else { continue };
                for (draft, time) in self.last_time(way.end, &way.draft, times) {
                    found.extend(self.by(draft, &one.terms[0], event, role, time.as_ref()));
                }
            }
        }
        self.on_whose(at, draft, times, found);
    }

    /// The role of whoever does that to an event: *won* is the role that is introduced by *won by*, *ordered* the one of the name *ordered-by*.
    fn agent(&self, event: EventId, word: &str) -> Option<RoleId> {
        let vocabulary = &self.world.vocabulary;
        let kind = vocabulary.kind(self.world.story.event(event).kind);
        let does = |phrase: &str, by: &str| {
            let done = phrase.strip_suffix(by);
            done.is_some_and(|done| done == word || bend(done, word) == Some(Bend::Past))
        };
        let mut roles = kind.roles.iter();
        let role = roles.find(|role| {
            does(vocabulary.role(role.id), "-by")
                || role
                    .preposition
                    .as_deref()
                    .is_some_and(|preposition| does(preposition, " by"))
        });
        role.map(|role| role.id)
    }

    fn by(&self, draft: Draft, who: &[Term], event: EventId, role: RoleId, time: Option<&Time>) -> Option<Candidate> {
        let mut draft = draft;
        // A verb that says all of it is nearer.
        draft.cost += 1;
        let var = draft.event();
        let clause = draft.say(Clause::Happens {
            event: var,
            kind: Some(self.world.story.event(event).kind),
            parts: who.iter().map(|term| (Play::Role(role), term.clone())).collect(),
            place: None,
            polarity: Polarity::So,
            window: Window {
                within: Some(event),
                ..Window::default()
            },
        });
        let made = vec![Made::Event(var, clause)];
        if time.is_some() {
            return None;
        }
        let built = Built {
            end: self.end(),
            draft,
            made,
            tense: Tense::Past,
        };
        self.asked(built, None)
    }

    /// *on whose orders was Banquo killed*: what is introduced by *on the orders of*.
    fn on_whose(&self, at: usize, draft: &Draft, times: &[Time], found: &mut Vec<Candidate>) {
        let (Some(first), true) = (self.word(at), self.is(at + 1, "whose")) else {
            return;
        };
        let Some(thing) = self.word(at + 2) else { return };
        let plural = thing.strip_suffix('s').unwrap_or(thing);
        let behind = |thing: &str| [first, "the", thing, "of"].map(str::to_owned).to_vec();
        if self.word(at + 3).and_then(helper).is_none() {
            return;
        }
        for said in [thing.to_owned(), format!("{plural}s")] {
            let mut draft = draft.clone();
            let var = draft.ask(actors(), "who");
            draft.gap = Some(Gap {
                var,
                of: actors(),
                there: false,
                behind: behind(&said),
            });
            let shape = Shape {
                times: times.to_vec(),
                ..Shape::plain()
            };
            for built in self.inverted(at + 3, &draft, &shape) {
                found.extend(self.asked(built, None));
            }
        }
    }
}
