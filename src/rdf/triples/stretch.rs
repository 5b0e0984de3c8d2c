//! What is said of stretches, and of the gaps behind them.

use super::{Said, from_one, point};
use crate::model::{Attested, Edge, SourceId};
use crate::rdf::Word;
use crate::rdf::index::timeline;
use crate::rdf::term::Term;
use crate::timeline::{Cause, Moment, Stretch};
use crate::world::{Tense, World};

/// The properties of a stretch.
pub(in crate::rdf) const PROPERTIES: &[Word] = &[
    Word::Type,
    Word::Label,
    Word::OfRelation,
    Word::Subject,
    Word::Object,
    Word::Concerns,
    Word::From,
    Word::Until,
    Word::FromMoment,
    Word::UntilMoment,
    Word::StartedBy,
    Word::EndedBy,
    Word::StatedOn,
    Word::Position,
    Word::Certainty,
    Word::EndCertainty,
    Word::AccordingTo,
    Word::HasSource,
];

/// The properties of a gap.
pub(in crate::rdf) const OF_GAP: &[Word] = &[
    Word::Type,
    Word::Lacks,
    Word::Follows,
    Word::Subject,
    Word::Object,
    Word::From,
    Word::Until,
    Word::FromMoment,
    Word::UntilMoment,
    Word::StartedBy,
    Word::EndedBy,
    Word::Position,
    Word::Certainty,
];

pub(super) fn say(world: &World, place: u32, word: Word, said: &mut Said) {
    let Some(stretch) = timeline(world).stretches.get(place as usize) else {
        return;
    };
    #[expect(
        clippy::wildcard_enum_match_arm,
        reason = "the rest is said of gaps too, or of neither"
    )]
    match word {
        Word::Type => said.is(&[Word::Stretch]),
        Word::Label => {
            let tense = if stretch.until.is_some() {
                Tense::Past
            } else {
                Tense::Present
            };
            said.words(&world.stretch_sentence(stretch, tense));
        }
        Word::OfRelation => said.term(Some(Term::Relation(stretch.relation))),
        Word::Concerns => said.terms(stretch.args.into_iter().flatten().map(Term::Node)),
        Word::From => said.term(Some(point(world, &world.started(stretch)))),
        Word::Until => said.term(world.ended(stretch).map(|edge| point(world, &edge))),
        Word::StatedOn => said.term(match stretch.started {
            Cause::Initial(id) => Some(Term::Node(world.story.initial(id).subject.into())),
            Cause::Always | Cause::Event(_) => None,
        }),
        Word::Position => said.number(from_one(place)),
        Word::EndCertainty => {
            let ended = stretch.until.map(|_| stretch.end_certainty.word());
            said.term(ended.map(Term::words));
        }
        Word::AccordingTo => said.term(stretch.according_to.map(|id| Term::Document(id.0))),
        Word::HasSource => {
            let of = match stretch.started {
                Cause::Initial(id) => Attested::Initial(id),
                Cause::Event(id) => Attested::Event(id),
                Cause::Always => return,
            };
            let many = match of {
                Attested::Initial(id) => world.story.initial(id).sources.len(),
                Attested::Event(id) => world.story.sources(id).len(),
                Attested::Entity(_) | Attested::Fact(_) => 0,
            };
            said.terms((0..many).map(|nth| Term::Source(SourceId { of, nth })));
        }
        word => spanned(stretch, word, said),
    }
}

/// The gap behind a stretch, if it ended.
pub(in crate::rdf) fn gap(world: &World, place: u32) -> Option<Stretch> {
    let stretch = timeline(world).stretches.get(place as usize)?;
    timeline(world).gap_after(stretch)
}

pub(super) fn say_gap(world: &World, place: u32, word: Word, said: &mut Said) {
    let Some(gap) = gap(world, place) else { return };
    #[expect(
        clippy::wildcard_enum_match_arm,
        reason = "the rest is said of stretches too, or of neither"
    )]
    match word {
        Word::Type => said.is(&[Word::Gap]),
        Word::Lacks => said.term(Some(Term::Relation(gap.relation))),
        Word::Follows => said.term(Some(Term::Stretch(place))),
        Word::Position => said.number(from_one(place)),
        Word::From => {
            let before = Stretch {
                ended: Some(gap.started),
                ..gap
            };
            said.term(Some(point(world, &world.ended(&before).unwrap_or(Edge::Open))));
        }
        Word::Until => {
            let after = gap.ended.map(|started| Stretch { started, ..gap });
            said.term(after.map(|after| point(world, &world.started(&after))));
        }
        word => spanned(&gap, word, said),
    }
}

/// What is said of whatever holds over a span.
fn spanned(stretch: &Stretch, word: Word, said: &mut Said) {
    let event = |cause: Option<Cause>| cause.and_then(Cause::event).map(|event| Term::Node(event.into()));
    let moment = |moment: Moment| Term::Number(moment.0.into());
    #[expect(clippy::wildcard_enum_match_arm, reason = "nothing else is said of a span")]
    match word {
        Word::Subject => said.term(stretch.args[0].map(Term::Node)),
        Word::Object => said.term(stretch.args[1].map(Term::Node)),
        Word::FromMoment => said.term(Some(moment(stretch.from))),
        Word::UntilMoment => said.term(stretch.until.map(moment)),
        Word::StartedBy => said.term(event(Some(stretch.started))),
        Word::EndedBy => said.term(event(stretch.ended)),
        Word::Certainty => said.words(stretch.certainty.word()),
        _ => {}
    }
}
