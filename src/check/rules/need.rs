//! What a kind of event needs must hold when such an event happens: who is betrayed was bound, who dies was alive.
//!
//! The needs are the vocabulary's, and so is the name of the rule that each breaks.

use super::knows_too_soon::is_judged_here;
use crate::check::{Report, Rule, Subject};
use crate::diag::{Finding, Level};
use crate::model::{EventId, Node, RoleId};
use crate::timeline::{Cause, Moment, Stretch, Timeline};
use crate::vocabulary::{Arg, Effect, Need};
use crate::world::Tense;

pub(crate) const NEED: Rule = Rule {
    name: "need",
    level: Level::Warning,
    summary: "an event happens without what its kind needs; the finding has the name that the kind gives it, as `betrayal-without-bond`",
    run,
};

fn run(subject: &Subject<'_>, report: &mut Report) {
    let world = subject.world;
    let mut by_claimant: Vec<(crate::model::DocumentId, Timeline)> = Vec::new();
    for event in world.story.event_ids() {
        let told = world.story.event(event);
        if world.vocabulary.kind(told.kind).needs.is_empty() || !world.timeline.lens.takes_event(&world.story, event) {
            continue;
        }
        let claimant = told.detail.as_ref().and_then(|detail| detail.according_to);
        if let Some(claimant) = claimant
            && !by_claimant.iter().any(|(known, _)| *known == claimant)
        {
            let lens = crate::timeline::Lens {
                according_to: Some(claimant),
            };
            by_claimant.push((claimant, Timeline::of(&world.story, &world.vocabulary, lens)));
        }
        let own = by_claimant.iter().find(|(known, _)| Some(*known) == claimant);
        let timeline = own.map_or(&world.timeline, |(_, timeline)| timeline);
        for need in &world.vocabulary.kind(told.kind).needs {
            let case = Case {
                subject,
                timeline,
                event,
                need,
            };
            for cast in case.cast() {
                if let Some(finding) = case.unmet(&cast) {
                    let on: Vec<Node> = cast.iter().map(|&(_, node)| node).chain([event.into()]).collect();
                    report.add(&on, finding);
                }
            }
        }
    }
}

/// One need of one event.
struct Case<'a> {
    subject: &'a Subject<'a>,
    timeline: &'a Timeline,
    event: EventId,
    need: &'a Need,
}

/// Who stands for each role, one filler a role.
type Cast = Vec<(RoleId, Node)>;

impl Case<'_> {
    /// Every way to take one filler of each role that the need speaks of.
    fn cast(&self) -> Vec<Cast> {
        let story = &self.subject.world.story;
        let mut roles: Vec<RoleId> = Vec::new();
        for arg in self.need.any.iter().flat_map(|effect| &effect.args) {
            if let Arg::Role { role, .. } = arg
                && !roles.contains(role)
            {
                roles.push(*role);
            }
        }
        roles.iter().fold(vec![Vec::new()], |casts, &role| {
            let fillers: Vec<Node> = story
                .fillers(self.event, role)
                .filter(|part| !part.candidate)
                .map(|part| part.node)
                .collect();
            if fillers.is_empty() {
                return casts;
            }
            let with = |cast: &Cast, node: Node| [cast.as_slice(), &[(role, node)]].concat();
            casts
                .iter()
                .flat_map(|cast| fillers.iter().map(move |&node| with(cast, node)))
                .collect()
        })
    }

    /// The finding, if none of what would be enough holds.
    fn unmet(&self, cast: &Cast) -> Option<Finding> {
        let applicable: Vec<(&Effect, Vec<[Option<Node>; 2]>)> = self
            .need
            .any
            .iter()
            .filter_map(|effect| self.instances(effect, cast).map(|instances| (effect, instances)))
            .collect();
        let met = |effect: &Effect, args: [Option<Node>; 2]| self.held(effect, args).is_some() != effect.negated;
        let enough = |(effect, instances): &(&Effect, Vec<_>)| instances.iter().any(|&args| met(effect, args));
        let vocabulary = &self.subject.world.vocabulary;
        let elsewhere = |(effect, instances): &(&Effect, Vec<[Option<Node>; 2]>)| {
            let mut objects = instances.iter().map(|args| args[1]);
            objects.any(|object| is_judged_here(vocabulary, effect, object))
        };
        if applicable.is_empty() || applicable.iter().any(enough) || applicable.iter().any(elsewhere) {
            return None;
        }
        Some(self.finding(&applicable))
    }

    /// The stretch that spans the moment before the event, if one does.
    fn held(&self, effect: &Effect, args: [Option<Node>; 2]) -> Option<&Stretch> {
        let before = Moment(self.timeline.order.position(self.event));
        self.alike(effect, args).find(|stretch| stretch.holds_at(before))
    }

    fn alike<'b>(&'b self, effect: &Effect, args: [Option<Node>; 2]) -> impl Iterator<Item = &'b Stretch> + use<'b> {
        let relation = effect.relation;
        let symmetric = self.subject.world.vocabulary.relation(relation).symmetric;
        let fits = |args: [Option<Node>; 2], held: [Option<Node>; 2]| {
            args.iter().zip(held).all(|(arg, held)| arg.is_none() || *arg == held)
        };
        let known = args[0].or(args[1]);
        let concerned = known.into_iter().flat_map(|node| self.timeline.concerning(node));
        let everybody = known.is_none().then_some(&self.timeline.stretches);
        let anybody = everybody.into_iter().flatten();
        concerned.chain(anybody).filter(move |stretch| {
            stretch.relation == relation
                && (fits(args, stretch.args) || symmetric && fits([args[1], args[0]], stretch.args))
        })
    }

    /// What an effect says of a cast; none if it cannot be said of them.
    fn instances(&self, effect: &Effect, cast: &Cast) -> Option<Vec<[Option<Node>; 2]>> {
        let story = &self.subject.world.story;
        let same_role = effect.args.len() == 2 && effect.args[0] == effect.args[1];
        let mut args = [None, None];
        for (place, arg) in effect.args.iter().enumerate() {
            let between = self.subject.world.vocabulary.relation(effect.relation).between[place];
            args[place] = match arg {
                Arg::Any => None,
                Arg::Event => Some(self.event.into()),
                Arg::Place => Some(story.event(self.event).place?.into()),
                Arg::Role { role, only, .. } => {
                    let node = cast.iter().find(|(of, _)| of == role)?.1;
                    let admitted = between.admits_node(story, node);
                    Some(node).filter(|&node| admitted && only.is_none_or(|only| only.admits_node(story, node)))
                }
            };
            if args[place].is_none() && !matches!(arg, Arg::Any) {
                return None;
            }
        }
        if !same_role {
            return Some(vec![args]);
        }
        let Some(Arg::Role { role, .. }) = effect.args.first() else {
            return None;
        };
        let others = story
            .fillers(self.event, *role)
            .map(|part| part.node)
            .filter(|&node| Some(node) != args[0]);
        Some(others.map(|other| [args[0], Some(other)]).collect())
    }

    fn finding(&self, applicable: &[(&Effect, Vec<[Option<Node>; 2]>)]) -> Finding {
        let world = self.subject.world;
        let id = &world.story.event(self.event).id;
        let told = applicable
            .iter()
            .flat_map(|(effect, instances)| instances.iter().map(|&args| (*effect, args)));
        let (mut missing, mut present) = (Vec::new(), Vec::new());
        for (effect, args) in told {
            let sentence = world.relation_sentence(effect.relation, self.turned(effect, args), Tense::Past);
            let sentences = if effect.negated { &mut present } else { &mut missing };
            if !sentences.contains(&sentence) {
                sentences.push(sentence);
            }
        }
        let more = missing.len().saturating_sub(2);
        missing.truncate(2);
        let others = match more {
            0 => String::new(),
            1 => ", or one other bond".to_owned(),
            more => format!(", or {more} other bonds"),
        };
        let message = match (missing.is_empty(), present.is_empty()) {
            (true, _) => format!("`{id}` happens although {}", present.join(" and ")),
            (false, true) => format!("`{id}` needs that {}{others}", missing.join(", or that ")),
            (false, false) => format!(
                "`{id}` needs that {}{others}, and happens although {}",
                missing.join(", or that "),
                present.join(" and ")
            ),
        };
        let finding = Finding::new(NEED.level, self.need.rule.clone(), message);
        let finding = self.with_reasons(self.subject.at_event(finding, self.event), applicable);
        finding.help(if missing.is_empty() {
            "tell the event that ended this before, or correct this one"
        } else {
            "tell the event that is missing, or correct this one"
        })
    }

    /// The two of a relation that holds both ways, in the order of their ids, so that it is told once.
    fn turned(&self, effect: &Effect, [one, other]: [Option<Node>; 2]) -> [Option<Node>; 2] {
        let world = self.subject.world;
        let slug = |node: Option<Node>| node.map(|node| world.story.slug(node));
        let turn = world.vocabulary.relation(effect.relation).symmetric && other.is_some() && slug(other) < slug(one);
        if turn { [other, one] } else { [one, other] }
    }

    /// Shows what stands in the way, or came too early: the other place to look at.
    fn with_reasons(&self, mut finding: Finding, applicable: &[(&Effect, Vec<[Option<Node>; 2]>)]) -> Finding {
        let mut shown = Vec::new();
        for (effect, instances) in applicable {
            for &args in instances {
                let reason = if effect.negated {
                    self.held(effect, args).map(|stretch| match stretch.started {
                        Cause::Always => (stretch.started, "nothing ended it before"),
                        Cause::Event(_) | Cause::Initial(_) => (stretch.started, "it has held since here"),
                    })
                } else {
                    let over = self.alike(effect, args).filter(|stretch| stretch.ended.is_some());
                    over.last().and_then(|stretch| Some((stretch.ended?, "it ended here")))
                };
                let Some((cause, text)) = reason.filter(|reason| !shown.contains(reason) && shown.len() < SHOWN) else {
                    continue;
                };
                shown.push((cause, text));
                finding = self.beside(finding, cause, text);
            }
        }
        finding
    }

    fn beside(&self, finding: Finding, cause: Cause, text: &str) -> Finding {
        let finding = self.subject.beside_cause(finding, cause, text);
        match cause.event() {
            Some(other) if other != self.event => self.subject.unsettled(finding, other, self.event),
            Some(_) | None => finding,
        }
    }
}

/// How many of the things that stand in the way are shown.
const SHOWN: usize = 3;
