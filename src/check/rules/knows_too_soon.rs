//! Nobody tells of what they cannot know yet: what is still to come, or what they learn of only later.
//!
//! A kind says with a need such as `knows(revealer, about)` that whoever fills the role tells of an event.
//! To know of an event is what the timeline derives of it: to take part in it, or to be told of it; whoever was there, or belongs to those who know, is not held to it.

use crate::check::{Report, Rule, Standing, Subject};
use crate::diag::Level;
use crate::model::{Certainty, EntityId, EventId, Node, RoleId};
use crate::timeline::{Moment, Stretch};
use crate::vocabulary::{Arg, Effect, Meaning, Role, Vocabulary};
use std::collections::BTreeMap;

pub(crate) const KNOWS_TOO_SOON: Rule = Rule {
    name: "knows-too-soon",
    level: Level::Warning,
    summary: "somebody tells of an event that has not happened yet, or that they learn of only later",
    run,
};

fn run(subject: &Subject<'_>, report: &mut Report) {
    let world = subject.world;
    let told: Vec<Telling> = world
        .story
        .event_ids()
        .flat_map(|event| tellings(subject, event))
        .collect();
    if told.is_empty() {
        return;
    }
    let mut scenes = Scenes::of(subject);
    for telling in &told {
        let Telling { event, who, of, .. } = *telling;
        if world.timeline.order.is_certainly_before(event, of) {
            if !scenes.is_planned_by(subject, who, of) && !scenes.knows(subject, who, of, event) {
                still_to_come(subject, report, telling);
            }
        } else if let Some(learnt) = learns_later(subject, who, of, event)
            && !scenes.takes_part(subject, who, of)
            && !scenes.knows(subject, who, of, event)
            && !scenes.is_there(subject, who, of)
        {
            not_learnt_yet(subject, report, telling, learnt);
        }
    }
}

/// Whether it is for this rule to judge that an effect is needed: knowing of an event is more than having been told of it.
pub(super) fn is_judged_here(vocabulary: &Vocabulary, effect: &Effect, object: Option<Node>) -> bool {
    let knows = vocabulary.relation(effect.relation).means == Some(Meaning::Knowledge);
    knows && !effect.negated && object.is_some_and(|object| object.event().is_some())
}

/// Somebody who tells of an event, or otherwise shows that they know of it.
struct Telling<'a> {
    /// The rule that the kind names.
    rule: &'a str,
    event: EventId,
    who: Node,
    of: EventId,
}

fn tellings<'a>(subject: &Subject<'a>, event: EventId) -> Vec<Telling<'a>> {
    let (story, vocabulary) = (&subject.world.story, &subject.world.vocabulary);
    let needs = &vocabulary.kind(story.event(event).kind).needs;
    let mut told = Vec::new();
    for need in needs {
        let [effect] = need.any.as_slice() else { continue };
        let [Arg::Role { role: knower, .. }, Arg::Role { role: known, .. }] = *effect.args else {
            continue;
        };
        if vocabulary.relation(effect.relation).means != Some(Meaning::Knowledge) || effect.negated {
            continue;
        }
        let surely = |role: RoleId| story.fillers(event, role).filter(|part| !part.candidate);
        for of in surely(known).filter_map(|part| part.node.event()) {
            let knowers = surely(knower).map(|part| part.node);
            let between = vocabulary.relation(effect.relation).between[0];
            for who in knowers.filter(|&who| between.admits_node(story, who)) {
                let rule = need.rule.as_str();
                told.push(Telling { rule, event, who, of });
            }
        }
    }
    told.retain(|telling| {
        let claims = [subject.claimant(event), subject.claimant(telling.of)];
        let one_account = claims[0] == claims[1] || claims.contains(&None);
        one_account && subject.is_sure(event) && subject.is_sure(telling.of)
    });
    told
}

/// When somebody is first told of an event after they have told of it themselves.
fn learns_later(subject: &Subject<'_>, who: Node, of: EventId, event: EventId) -> Option<EventId> {
    let order = &subject.world.timeline.order;
    let later = telling(subject, of).filter(|stretch| stretch.args[0] == Some(who));
    let events = later.filter_map(|stretch| stretch.started.event());
    events
        .filter(|&learnt| order.position(learnt) > order.position(event) && subject.is_sure(learnt))
        .min_by_key(|&learnt| order.position(learnt))
}

/// What the story itself tells of somebody's knowing of an event; that they took part in it is not among that.
fn telling<'a>(subject: &Subject<'a>, of: EventId) -> impl Iterator<Item = &'a Stretch> + use<'a> {
    let world = subject.world;
    let knowledge = |stretch: &&Stretch| world.vocabulary.relation(stretch.relation).means == Some(Meaning::Knowledge);
    world.timeline.concerning(of.into()).filter(knowledge)
}

/// Who takes part in an event, in what it is part of, and in its parts; each worked out when it is first told of.
struct Scenes<'a> {
    /// Larger events with their parts, in order.
    parts: Vec<(EventId, EventId)>,
    present: Standing<'a>,
    located: Standing<'a>,
    cast: BTreeMap<EventId, Vec<Node>>,
}

impl<'a> Scenes<'a> {
    fn of(subject: &Subject<'a>) -> Self {
        let story = &subject.world.story;
        let within = story
            .event_ids()
            .filter_map(|part| Some((story.event(part).within?, part)));
        let mut parts: Vec<_> = within.collect();
        parts.sort_unstable();
        Self {
            parts,
            present: Standing::of(subject, Meaning::Presence),
            located: Standing::of(subject, Meaning::Location),
            cast: BTreeMap::new(),
        }
    }

    /// The scene of an event: itself, what it is part of, and all that is part of it.
    fn scene(&self, subject: &Subject<'_>, of: EventId) -> Vec<EventId> {
        let mut scene: Vec<EventId> = subject.wholes(of).skip(1).collect();
        let mut next = scene.len();
        scene.push(of);
        while let Some(&whole) = scene.get(next) {
            let start = self.parts.partition_point(|(other, _)| *other < whole);
            let parts = self.parts[start..].iter().take_while(|(other, _)| *other == whole);
            scene.extend(parts.map(|&(_, part)| part));
            next += 1;
        }
        scene
    }

    fn takes_part(&mut self, subject: &Subject<'_>, who: Node, of: EventId) -> bool {
        if !self.cast.contains_key(&of) {
            let scene = self.scene(subject, of);
            let (story, vocabulary) = (&subject.world.story, &subject.world.vocabulary);
            let aware = |event: EventId| {
                let kind = vocabulary.kind(story.event(event).kind);
                // What is only a rule is left to what the timeline makes of it: it gives way to being told later.
                let surely = move |role: &Role| role.awareness() == Some(Certainty::Stated);
                let knows = move |role| kind.role(role).is_some_and(surely);
                let parts = story.parts(event).iter().filter(move |part| knows(part.role));
                parts.map(|part| part.node)
            };
            let mut cast: Vec<Node> = scene.into_iter().flat_map(aware).collect();
            cast.sort_unstable();
            cast.dedup();
            self.cast.insert(of, cast);
        }
        let cast = &self.cast[&of];
        is_or_belongs(subject, who, |node| cast.binary_search(&node).is_ok())
    }

    /// Whether somebody will act in an event, and so may well tell of the plan.
    fn is_planned_by(&self, subject: &Subject<'_>, who: Node, of: EventId) -> bool {
        let scene = self.scene(subject, of);
        is_or_belongs(subject, who, |node| {
            scene
                .iter()
                .any(|&event| subject.acting(event).any(|part| part.node == node))
        })
    }

    /// Whether somebody knows of an event, or of its scene, before they tell of it.
    fn knows(&self, subject: &Subject<'_>, who: Node, of: EventId, event: EventId) -> bool {
        let before = subject.before(event);
        let scene = self.scene(subject, of);
        let mut knowers: Vec<Node> = scene
            .into_iter()
            .flat_map(|part| subject.world.knowledge_of(part.into()))
            .filter(|stretch| stretch.from <= before)
            .filter_map(|stretch| stretch.args[0])
            .collect();
        knowers.sort_unstable();
        is_or_belongs(subject, who, |node| knowers.binary_search(&node).is_ok())
    }

    /// Whether somebody was where an event happened, or somewhere around it.
    fn is_there(&self, subject: &Subject<'_>, who: Node, of: EventId) -> bool {
        let Some(place) = subject.world.story.event(of).place else {
            return false;
        };
        let moment = subject.before(of);
        let after = Moment(moment.0 + 1);
        let mut at = self.present.at(who, moment).chain(self.present.at(who, after));
        at.any(|stretch| {
            let there = stretch.args[1].and_then(Node::entity);
            there.is_some_and(|there| self.lies_in(there, place, moment) || self.lies_in(place, there, moment))
        })
    }

    /// Whether a place is another, or lies in it.
    fn lies_in(&self, place: EntityId, around: EntityId, moment: Moment) -> bool {
        let outer = |place: &EntityId| {
            let mut lies = self.located.at((*place).into(), moment);
            lies.find_map(|stretch| stretch.args[1]).and_then(Node::entity)
        };
        // Places that lie in one another in a ring are not followed for ever.
        std::iter::successors(Some(place), outer)
            .take(DEEP)
            .any(|place| place == around)
    }
}

/// How deep places are looked for in one another.
const DEEP: usize = 16;

/// Whether something is true of somebody, or of whom they belong to, are one with, or have for their own.
fn is_or_belongs(subject: &Subject<'_>, who: Node, is: impl Fn(Node) -> bool) -> bool {
    let world = subject.world;
    let shares = |stretch: &&Stretch| {
        matches!(
            world.vocabulary.relation(stretch.relation).means,
            Some(Meaning::Membership | Meaning::Part | Meaning::Identity | Meaning::Disguise | Meaning::Possession)
        )
    };
    let others = world.timeline.concerning(who).filter(shares);
    is(who) || others.filter_map(|stretch| stretch.other(who)).any(is)
}

fn still_to_come(subject: &Subject<'_>, report: &mut Report, telling: &Telling<'_>) {
    let Telling { rule, event, who, of } = *telling;
    let (world, id) = (subject.world, |event| &subject.world.story.event(event).id);
    let message = format!(
        "{} knows of `{}` in `{}`, and it certainly happens later",
        world.mention(who),
        id(of),
        id(event)
    );
    let finding = crate::diag::Finding::new(KNOWS_TOO_SOON.level, rule.to_owned(), message);
    let finding = subject.beside(subject.at_event(finding, event), of, "this is still to come");
    let help =
        "correct the order of the two, or tell first how they could know: a vision, or a talk about what is planned";
    report.add(&[event.into(), who, of.into()], finding.help(help));
}

fn not_learnt_yet(subject: &Subject<'_>, report: &mut Report, telling: &Telling<'_>, learnt: EventId) {
    let Telling { rule, event, who, of } = *telling;
    let (world, id) = (subject.world, |event| &subject.world.story.event(event).id);
    let message = format!(
        "{} knows of `{}` in `{}`, and learns of it only in `{}`",
        world.mention(who),
        id(of),
        id(event),
        id(learnt)
    );
    let finding = crate::diag::Finding::new(KNOWS_TOO_SOON.level, rule.to_owned(), message);
    let finding = subject.unsettled(subject.at_event(finding, event), event, learnt);
    let finding = subject.beside(finding, learnt, "they learn of it here");
    let help =
        "correct the order of the two, or tell how they knew before: that they took part, were there, or were told";
    report.add(&[event.into(), who, of.into(), learnt.into()], finding.help(help));
}
