//! The sentences that an event could be written in: its kind's patterns in the present tense, with everybody called as they are.

use super::hearing::Hearing;
use super::naming::Manner;
use crate::model::{EventId, Part, RoleId};
use crate::vocabulary::{Blank, Kind, Number, Pattern, Role, Segment};

/// A way to say what happens, and what is said with it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Saying {
    /// The sentence.
    pub words: String,
    /// The roles that it fills.
    pub roles: Vec<RoleId>,
    /// Whether it says where.
    pub place: bool,
    /// Whether it says how many.
    pub count: bool,
}

impl Saying {
    /// How much of the event it says.
    pub(super) fn size(&self) -> usize {
        self.roles.len() + usize::from(self.place) + usize::from(self.count)
    }
}

/// What a sentence may say beside what its pattern needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Scope {
    /// Pieces that the pattern may leave out, and roles that it does not name behind their prepositions.
    pieces: Pieces,
    place: bool,
    /// How everybody is called.
    manner: Manner,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd)]
enum Pieces {
    None,
    Named,
    All,
}

/// Every sentence that an event could be written in, the one that is most like English first.
pub(super) fn sayings(hearing: &Hearing<'_>, event: EventId, place: bool) -> Vec<Saying> {
    let world = hearing.world;
    let kind = world.vocabulary.kind(world.story.event(event).kind);
    let mut patterns: Vec<Pattern> = kind.patterns.clone();
    patterns.extend(passive(kind));
    if patterns.is_empty() {
        patterns.extend(by_verb(kind, |role| world.story.fillers(event, role).next().is_some()));
    }
    let mut all: Vec<Saying> = Vec::new();
    for manner in Manner::ALL {
        for pieces in [Pieces::All, Pieces::Named, Pieces::None] {
            for pattern in &patterns {
                for place in if place { &[true, false][..] } else { &[false] } {
                    let scope = Scope {
                        pieces,
                        place: *place,
                        manner,
                    };
                    all.extend(say(hearing, event, kind, pattern, scope).filter(|new| !all.contains(new)));
                }
            }
        }
    }
    all
}

fn say(hearing: &Hearing<'_>, event: EventId, kind: &Kind, pattern: &Pattern, scope: Scope) -> Option<Saying> {
    let world = hearing.world;
    let subject = pattern.segments.iter().find_map(|segment| match segment {
        Segment::Blank(blank) => Some(*blank),
        Segment::Text(_) | Segment::Verb | Segment::Passive | Segment::Optional(_) => None,
    });
    let number = subject.map_or(Number::Singular, |blank| world.number(event, blank));
    let mut saying = Saying::default();
    fill(hearing, event, kind, &pattern.segments, number, scope, &mut saying)?;
    if scope.pieces == Pieces::All {
        for role in &kind.roles {
            let Some(preposition) = role.preposition.as_ref().filter(|_| !saying.roles.contains(&role.id)) else {
                continue;
            };
            if let Some(names) = fillers(hearing, event, role.id, scope.manner) {
                saying.words.push_str(&format!(" {preposition} {names}"));
                saying.roles.push(role.id);
            }
        }
    }
    if scope.place && !saying.place {
        let place = world.story.event(event).place?;
        saying
            .words
            .push_str(&format!(" at {}", hearing.call(place.into(), scope.manner)));
        saying.place = true;
    }
    if scope.manner == Manner::Names && saying.words.starts_with("the ") {
        saying.words.replace_range(..1, "T");
    }
    Some(saying)
}

/// The pieces one after the other; none if a blank among them stays empty.
fn fill(
    hearing: &Hearing<'_>,
    event: EventId,
    kind: &Kind,
    segments: &[Segment],
    number: Number,
    scope: Scope,
    saying: &mut Saying,
) -> Option<()> {
    let world = hearing.world;
    for segment in segments {
        match segment {
            Segment::Text(words) => saying.words.push_str(words),
            Segment::Verb => saying.words.push_str(&kind.verb.present(number)),
            Segment::Passive => {
                let be = if number == Number::Singular { "is" } else { "are" };
                saying.words.push_str(&format!("{be} {}", kind.verb.participle));
            }
            Segment::Blank(Blank::Role(role)) => {
                saying.words.push_str(&fillers(hearing, event, *role, scope.manner)?);
                saying.roles.push(*role);
            }
            Segment::Blank(Blank::Place) => {
                let place = world.story.event(event).place?;
                saying.words.push_str(&hearing.call(place.into(), scope.manner));
                saying.place = true;
            }
            Segment::Blank(Blank::Count) => {
                let count = world
                    .story
                    .event(event)
                    .detail
                    .as_ref()
                    .and_then(|detail| detail.count)?;
                saying.words.push_str(&count.to_string());
                saying.count = true;
            }
            Segment::Optional(_) if scope.pieces == Pieces::None => {}
            Segment::Optional(inner) if !scope.place && inner.contains(&Segment::Blank(Blank::Place)) => {}
            Segment::Optional(inner) => {
                let mut more = saying.clone();
                if fill(hearing, event, kind, inner, number, scope, &mut more).is_some() {
                    *saying = more;
                }
            }
        }
    }
    Some(())
}

/// Those who fill a role as a list: the certain ones with *and*, candidates with *or*.
fn fillers(hearing: &Hearing<'_>, event: EventId, role: RoleId, manner: Manner) -> Option<String> {
    let parts: Vec<Part> = hearing.world.story.fillers(event, role).collect();
    let joint = if parts.first()?.candidate { "or" } else { "and" };
    let names: Vec<String> = parts.iter().map(|part| hearing.call(part.node, manner)).collect();
    Some(crate::world::list(&names, joint))
}

/// The passive of a kind whose first sentence has somebody act on somebody, where it has no passive of its own.
fn passive(kind: &Kind) -> Option<Pattern> {
    let has = |pattern: &Pattern| pattern.segments.contains(&Segment::Passive);
    let [
        Segment::Blank(Blank::Role(agent)),
        Segment::Text(gap),
        Segment::Verb,
        Segment::Text(then),
        Segment::Blank(Blank::Role(done_to)),
        rest @ ..,
    ] = kind.patterns.first()?.segments.as_slice()
    else {
        return None;
    };
    let acts = kind.role(*agent).is_some_and(|role| role.agentive);
    if !acts || gap != " " || then != " " || kind.patterns.iter().any(has) {
        return None;
    }
    let by = [Segment::Text(" by ".to_owned()), Segment::Blank(Blank::Role(*agent))];
    let head = [
        Segment::Blank(Blank::Role(*done_to)),
        Segment::Text(" ".to_owned()),
        Segment::Passive,
        Segment::Optional(by.to_vec()),
    ];
    Some(Pattern {
        segments: head.into_iter().chain(rest.iter().cloned()).collect(),
    })
}

/// What is said with a verb alone: whoever acts, the verb, and the others behind their prepositions.
fn by_verb(kind: &Kind, is_filled: impl Fn(RoleId) -> bool) -> Option<Pattern> {
    let actor = kind
        .roles
        .iter()
        .find(|role: &&Role| role.agentive && is_filled(role.id))?;
    let segments = vec![
        Segment::Blank(Blank::Role(actor.id)),
        Segment::Text(" ".to_owned()),
        Segment::Verb,
    ];
    Some(Pattern { segments })
}
