//! What comes of something comes after it: `because` must not point to what certainly happens later.

use crate::check::{Report, Rule, Subject};
use crate::diag::Level;
use crate::model::EventId;

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
            if !later || !is_comparable(subject, effect, cause) {
                continue;
            }
            let (id, cause_id) = (&story.event(effect).id, &story.event(cause).id);
            let message = format!("`{id}` happens because of `{cause_id}`, which certainly happens later");
            let finding = subject.at_event(EFFECT_BEFORE_CAUSE.finding(message), effect);
            let finding = subject.beside(finding, cause, "this ought to have caused it, and comes after it");
            let help = "correct `because`, or the order of the two; what was only foreseen caused nothing yet";
            report.add(&[effect.into(), cause.into()], finding.help(help));
        }
    }
}

/// Whether both surely happen, in one account, and neither is part of the other.
fn is_comparable(subject: &Subject<'_>, one: EventId, other: EventId) -> bool {
    let claims = [subject.claimant(one), subject.claimant(other)];
    let rivals = claims[0] != claims[1] && claims[0].is_some() && claims[1].is_some();
    !rivals && subject.is_sure(one) && subject.is_sure(other) && !subject.is_one_scene(one, other)
}
