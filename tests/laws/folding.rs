//! What holds when, against the plainest way to work it out: a set of facts that each event adds to and takes from.

use crate::stories::{story, world, write};
use lorescope::model::{Edge, EventId, Initial, Node};
use lorescope::timeline::Moment;
use lorescope::vocabulary::{Arg, Effect, Meaning};
use lorescope::world::World;
use proptest::prelude::*;
use std::collections::BTreeSet;

/// A relation and whose it is; an empty name is somebody unknown, or nobody where there is no second.
type Fact = (String, String, String);

struct Naive<'a> {
    world: &'a World,
    facts: BTreeSet<Fact>,
}

impl Naive<'_> {
    fn slug(&self, node: Node) -> String {
        self.world.story.slug(node).to_owned()
    }

    fn fact(&self, relation: lorescope::model::RelationId, one: String, other: String) -> Fact {
        let declared = self.world.vocabulary.relation(relation);
        let turned = declared.symmetric && !other.is_empty() && (one.is_empty() || other < one);
        let (one, other) = if turned { (other, one) } else { (one, other) };
        (declared.name.clone(), one, other)
    }

    /// Everyone an argument stands for: a slug, an empty one for somebody unknown, a star for anybody.
    fn fillers(&self, event: EventId, arg: Option<Arg>, effect: &Effect, place: usize) -> Vec<String> {
        let story = &self.world.story;
        let fits = self.world.vocabulary.relation(effect.relation).between.get(place);
        match arg {
            None => vec![String::new()],
            Some(Arg::Any) => vec!["*".to_owned()],
            Some(Arg::Event) => vec![self.slug(event.into())],
            Some(Arg::Place) => story
                .event(event)
                .place
                .map(|at| self.slug(at.into()))
                .into_iter()
                .collect(),
            Some(Arg::Role { role, only, unknown }) => {
                let nodes: Vec<Node> = story.fillers(event, role).map(|part| part.node).collect();
                if nodes.is_empty() && unknown {
                    return vec![String::new()];
                }
                let admitted = |node: &Node| {
                    fits.is_none_or(|fits| fits.admits_node(story, *node))
                        && only.is_none_or(|only| only.admits_node(story, *node))
                };
                nodes.into_iter().filter(admitted).map(|node| self.slug(node)).collect()
            }
        }
    }

    fn pairs(&self, event: EventId, effect: &Effect) -> Vec<(String, String)> {
        let ones = self.fillers(event, effect.args.first().copied(), effect, 0);
        let others = self.fillers(event, effect.args.get(1).copied(), effect, 1);
        let mut pairs = Vec::new();
        for one in &ones {
            for other in others.iter().filter(|&other| other != one) {
                pairs.push((one.clone(), other.clone()));
            }
        }
        pairs
    }

    fn event(&mut self, event: EventId) {
        let kind = self.world.vocabulary.kind(self.world.story.event(event).kind);
        for end in &kind.ends {
            for (one, other) in self.pairs(event, end) {
                self.end(end.relation, &one, &other);
            }
        }
        for start in &kind.starts {
            for (one, other) in self.pairs(event, start) {
                self.start(start.relation, &one, &other);
            }
        }
    }

    fn start(&mut self, relation: lorescope::model::RelationId, one: &str, other: &str) {
        let declared = self.world.vocabulary.relation(relation);
        let fact = self.fact(relation, one.to_owned(), other.to_owned());
        if declared.single && !self.facts.contains(&fact) {
            self.facts.retain(|known| known.0 != fact.0 || known.1 != one);
        }
        self.facts.insert(fact);
    }

    fn end(&mut self, relation: lorescope::model::RelationId, one: &str, other: &str) {
        let declared = self.world.vocabulary.relation(relation);
        let fits = |wanted: &str, held: &str| wanted == "*" || wanted == held;
        let gone: Vec<Fact> = self
            .facts
            .iter()
            .filter(|known| known.0 == declared.name)
            .filter(|known| {
                fits(one, &known.1) && fits(other, &known.2)
                    || declared.symmetric && fits(one, &known.2) && fits(other, &known.1)
            })
            .cloned()
            .collect();
        for fact in gone {
            self.facts.remove(&fact);
            if declared.means == Some(Meaning::Life) {
                let vocabulary = &self.world.vocabulary;
                let mortal = |known: &Fact| {
                    let relation = vocabulary.relation(vocabulary.relation_named(&known.0).unwrap());
                    let is_known = relation.means == Some(Meaning::Knowledge) && known.1 == fact.1;
                    is_known || relation.ends_with_life && (known.1 == fact.1 || known.2 == fact.1)
                };
                self.facts.retain(|known| !mortal(known));
            }
        }
    }
}

/// Who of the characters lives before the first event: all but those whose first change is a birth.
fn alive_from_always(world: &World) -> BTreeSet<Fact> {
    let alive = world.vocabulary.meaning(Meaning::Life).next().unwrap();
    let name = &world.vocabulary.relation(alive).name;
    let mut born = BTreeSet::new();
    let mut seen = BTreeSet::new();
    let naive = Naive {
        world,
        facts: BTreeSet::new(),
    };
    for &event in world.timeline.order.sequence() {
        let kind = world.vocabulary.kind(world.story.event(event).kind);
        for (effects, starts) in [(&kind.ends, false), (&kind.starts, true)] {
            for effect in effects.iter().filter(|effect| effect.relation == alive) {
                for (one, _) in naive.pairs(event, effect) {
                    if seen.insert(one.clone()) && starts && effect.first {
                        born.insert(one);
                    }
                }
            }
        }
    }
    let characters = world
        .story
        .entities
        .iter()
        .filter(|entity| entity.kind == lorescope::model::EntityKind::Character);
    let unborn = |entity: &&lorescope::model::Entity| !born.contains(&*entity.id);
    characters
        .filter(unborn)
        .map(|entity| (name.clone(), entity.id.to_string(), String::new()))
        .collect()
}

fn moment(world: &World, edge: &Edge) -> Option<u32> {
    match edge {
        Edge::Open => None,
        Edge::Event(event) => Some(world.timeline.order.position(*event) + 1),
        Edge::Time(time) => Some(world.timeline.order.moment_of(time).0),
    }
}

fn holding(world: &World, moment: Moment) -> BTreeSet<Fact> {
    let stretches = world
        .timeline
        .stretches
        .iter()
        .filter(|stretch| stretch.holds_at(moment));
    stretches
        .map(|stretch| {
            let slug = |node: Option<Node>| node.map_or(String::new(), |node| world.story.slug(node).to_owned());
            let name = &world.vocabulary.relation(stretch.relation).name;
            (name.clone(), slug(stretch.args[0]), slug(stretch.args[1]))
        })
        .collect()
}

proptest! {
    #![proptest_config(crate::tries(40))]

    #[test]
    fn what_holds_at_a_moment_is_what_the_events_so_far_have_made_it(story in story()) {
        let world = world(&write(&story, 0));
        let mut naive = Naive { world: &world, facts: alive_from_always(&world) };
        let span = |initial: &Initial| {
            (moment(&world, &initial.from).unwrap_or(0), moment(&world, &initial.until).unwrap_or(u32::MAX))
        };
        for now in 0..=u32::try_from(world.story.events.len()).unwrap() {
            if let Some(last) = now.checked_sub(1) {
                naive.event(world.timeline.order.sequence()[last as usize]);
            }
            let stated = || world.story.initial.iter().map(|initial| (initial, span(initial)));
            for (initial, _) in stated().filter(|(_, (from, until))| from < until && *until == now) {
                let [one, other] = [Some(initial.subject.into()), initial.object].map(|node| node.map_or(String::new(), |node| naive.slug(node)));
                naive.end(initial.relation, &one, &other);
            }
            for (initial, _) in stated().filter(|(_, (from, until))| from < until && *from == now) {
                let [one, other] = [Some(initial.subject.into()), initial.object].map(|node| node.map_or(String::new(), |node| naive.slug(node)));
                naive.start(initial.relation, &one, &other);
            }
            prop_assert_eq!(holding(&world, Moment(now)), naive.facts.clone(), "at moment {}", now);
        }
    }

    #[test]
    fn between_two_events_nothing_changes_and_every_change_has_its_event_or_statement(story in story()) {
        let world = world(&write(&story, 0));
        let end = u32::try_from(world.story.events.len()).unwrap();
        for stretch in &world.timeline.stretches {
            prop_assert!(stretch.from.0 <= end && stretch.until.is_none_or(|until| stretch.from <= until && until.0 <= end));
            prop_assert_eq!(stretch.until.is_some(), stretch.ended.is_some());
            for (cause, moment) in [(Some(stretch.started), Some(stretch.from)), (stretch.ended, stretch.until)] {
                if let (Some(event), Some(moment)) = (cause.and_then(lorescope::timeline::Cause::event), moment) {
                    prop_assert_eq!(world.timeline.order.position(event) + 1, moment.0);
                }
            }
        }
    }

    #[test]
    fn a_single_valued_relation_has_one_value_at_a_time(story in story()) {
        let world = world(&write(&story, 0));
        for now in 0..=u32::try_from(world.story.events.len()).unwrap() {
            let mut holders = BTreeSet::new();
            for stretch in world.timeline.stretches.iter().filter(|stretch| stretch.holds_at(Moment(now))) {
                let single = world.vocabulary.relation(stretch.relation).single;
                prop_assert!(!single || holders.insert((stretch.relation, stretch.args[0])), "{:?} at {}", stretch, now);
            }
        }
    }

    #[test]
    fn no_two_stretches_of_the_same_overlap(story in story()) {
        let world = world(&write(&story, 0));
        for (i, one) in world.timeline.stretches.iter().enumerate() {
            for other in &world.timeline.stretches[i + 1..] {
                let same = (one.relation, one.args) == (other.relation, other.args);
                let brief = one.until == Some(one.from) || other.until == Some(other.from);
                prop_assert!(!same || brief || !one.overlaps(other), "{:?} and {:?}", one, other);
            }
        }
    }
}
