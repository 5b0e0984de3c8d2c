//! Two who have at one time what only one can have: an office, or a thing.

use super::{Standing, Subject};
use crate::diag::Level;
use crate::model::{Certainty, Node};
use crate::timeline::Stretch;
use crate::vocabulary::Meaning;

/// Two who have one thing at one time.
pub(crate) struct Rivals<'a> {
    /// What they have.
    pub thing: Node,
    /// Who had it first.
    pub earlier: &'a Stretch,
    /// Who came to have it too.
    pub later: &'a Stretch,
}

impl Rivals<'_> {
    /// How much it weighs: only a hint where nothing but the place in the file says that the one had not lost it when the other got it.
    pub(crate) fn level(&self, subject: &Subject<'_>) -> Level {
        let ended = self.earlier.ended.and_then(crate::timeline::Cause::event);
        match ended.zip(self.later.started.event()) {
            Some((end, start)) if subject.world.timeline.order.is_unsettled(end, start) => Level::Hint,
            Some(_) | None => Level::Warning,
        }
    }
}

/// Everybody who comes to have what somebody else has and keeps, each with the last who got it before.
///
/// Who gets it together, by one event, has it together; a faction has it with its members, and an other self is no other.
pub(crate) fn rivals<'a>(subject: &Subject<'a>, meaning: Meaning) -> Vec<Rivals<'a>> {
    let kin = [Meaning::Membership, Meaning::Part, Meaning::Identity].map(|kin| Standing::of(subject, kin));
    let are_one = |one: Node, other: Node| {
        let leads = |from: Node, to: Node| kin.iter().flat_map(|kin| kin.all(from)).any(|bond| bond.concerns(to));
        one == other || leads(one, other) || leads(other, one)
    };
    let mut found = Vec::new();
    for (thing, stretches) in Standing::of_objects(subject, meaning).each() {
        let mut open: Vec<&Stretch> = Vec::new();
        for later in stretches {
            let Some(newcomer) = later.args[0].filter(|_| later.certainty < Certainty::Doubtful) else {
                continue;
            };
            open.retain(|earlier| earlier.until.is_none_or(|until| until > later.from));
            let rival = open.iter().rev().find(|earlier| {
                let holder = earlier.args[0].unwrap_or(newcomer);
                earlier.overlaps(later)
                    && (earlier.started != later.started || earlier.started.event().is_none())
                    && subject.claimant_of(earlier.started) == subject.claimant_of(later.started)
                    && !are_one(holder, newcomer)
                    && !differ_otherwise(subject, earlier, later)
            });
            found.extend(rival.map(|&earlier| Rivals { thing, earlier, later }));
            open.push(later);
        }
    }
    found
}

/// Whether the two events that gave it name something else that differs: captain of this ship, captain of that.
fn differ_otherwise(subject: &Subject<'_>, earlier: &Stretch, later: &Stretch) -> bool {
    let others = |stretch: &Stretch| -> Vec<Node> {
        let Some(event) = stretch.started.event() else {
            return Vec::new();
        };
        let kind = subject.world.vocabulary.kind(subject.world.story.event(event).kind);
        let patients = subject.world.story.parts(event).iter().filter(|part| {
            let acts = kind.role(part.role).is_some_and(|role| role.agentive);
            let given = kind.starts.iter().any(|start| {
                let role_of = |arg: &crate::vocabulary::Arg| matches!(arg, crate::vocabulary::Arg::Role { role, .. } if *role == part.role);
                start.relation == stretch.relation && start.args.iter().any(role_of)
            });
            !acts && !given
        });
        patients.map(|part| part.node).collect()
    };
    let (one, other) = (others(earlier), others(later));
    !one.is_empty() && !other.is_empty() && one.iter().all(|node| !other.contains(node))
}
