//! What comes of something comes after it: `because` must not point to what certainly happens later.

use crate::check::{Report, Rule, Subject};
use crate::diag::Level;
use crate::model::{Certainty, EventId, Story};

pub(crate) const EFFECT_BEFORE_CAUSE: Rule = Rule {
    name: "effect-before-cause",
    level: Level::Warning,
    summary: "`because` names an event that certainly happens later",
    run,
};

fn run(subject: &Subject<'_>, report: &mut Report) {
    let world = subject.world;
    let (story, order) = (&world.story, &world.timeline.order);
    for effect in story.event_ids() {
        let Some(detail) = &story.event(effect).detail else {
            continue;
        };
        for &cause in &detail.because {
            let later = order.position(effect) < order.position(cause) && order.is_certainly_before(effect, cause);
            if !later || !comparable(story, effect, cause) || is_part_of(story, effect, cause) {
                continue;
            }
            let (id, cause_id) = (&story.event(effect).id, &story.event(cause).id);
            let message = format!("`{id}` happens because of `{cause_id}`, which certainly happens later");
            let finding = EFFECT_BEFORE_CAUSE
                .finding(message)
                .at(subject.event(effect, world.sentence(effect)))
                .note_at(
                    subject.event(cause, ""),
                    format!("what should have caused it: {}", world.sentence(cause)),
                )
                .help("correct `because`, or the order of the two; what was only foreseen is a vision, told before both");
            report.add(&[effect.into(), cause.into()], finding);
        }
    }
}

/// Claims of different sources, and what is in doubt, contradict nobody.
fn comparable(story: &Story, one: EventId, other: EventId) -> bool {
    let claimant = |event| {
        let detail = story.event(event).detail.as_ref();
        detail.and_then(|detail| detail.according_to)
    };
    let rivals = claimant(one).is_some() && claimant(other).is_some() && claimant(one) != claimant(other);
    let sure = |event| story.event(event).certainty < Certainty::Doubtful;
    !rivals && sure(one) && sure(other)
}

/// Whether an event is part of another, which may have begun long before the moment that is told of it.
fn is_part_of(story: &Story, part: EventId, whole: EventId) -> bool {
    // What lies within leads in a ring only in a story that is not checked any further.
    std::iter::successors(story.event(part).within, |&event| story.event(event).within).any(|event| event == whole)
}
