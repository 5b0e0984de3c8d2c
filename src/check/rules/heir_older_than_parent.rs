//! Nobody is born before their parents: births that are dated or ordered must follow one another down the generations.

use crate::check::{Report, Rule, Subject};
use crate::diag::{Finding, Level};
use crate::model::{Axis, Certainty, DocumentId, Edge, Node, RelationId};
use crate::timeline::{Cause, Stretch};
use crate::vocabulary::{Arg, Effect, Kind, Meaning, Vocabulary};
use crate::world::{Tense, World};
use rustc_hash::FxHashMap;

pub(crate) const HEIR_OLDER_THAN_PARENT: Rule = Rule {
    name: "heir-older-than-parent",
    level: Level::Warning,
    summary: "a child is born before its parent, or at the same time",
    run,
};

fn run(subject: &Subject<'_>, report: &mut Report) {
    let world = subject.world;
    let children = descents(&world.vocabulary);
    if children.iter().all(Option::is_none) {
        return;
    }
    let births = births(world);
    for stretch in &world.timeline.stretches {
        let Some(place) = children[stretch.relation.index()] else {
            continue;
        };
        let [Some(child), Some(parent)] = [stretch.args[place], stretch.args[1 - place]] else {
            continue;
        };
        let known = |node: Node| births.get(&node).and_then(Option::as_ref);
        let (Some(heir), Some(elder)) = (known(child), known(parent)) else {
            continue;
        };
        let claims = [heir.according_to, elder.according_to, stretch.according_to];
        if stretch.certainty >= Certainty::Doubtful || are_rivals(claims) {
            continue;
        }
        if let Some(how) = precedes(world, heir, elder) {
            let on: Vec<Node> = heir
                .cause
                .event()
                .map(Node::from)
                .into_iter()
                .chain([child, parent])
                .collect();
            report.add(&on, finding(subject, stretch, [child, parent], [heir, elder], how));
        }
    }
}

/// When somebody was born, as far as it is told.
struct Birth {
    cause: Cause,
    earliest: i64,
    latest: i64,
    according_to: Option<DocumentId>,
}

/// How sure it is that a child was born too early.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Order {
    Earlier,
    Together,
    /// Earlier by the place in the file alone.
    Unsettled,
}

/// Every relation that a birth starts between somebody and the one who is born, with the place in which it has the child.
///
/// A relation that only means kinship will not do: an uncle may well be younger than his nephew.
fn descents(vocabulary: &Vocabulary) -> Vec<Option<usize>> {
    let mut children = vec![None; vocabulary.relations.len()];
    for kind in &vocabulary.kinds {
        let born = kind.starts.iter().filter(|effect| is_birth(vocabulary, effect));
        for born in born.filter_map(|effect| effect.args.first().copied()).filter_map(role) {
            for start in &kind.starts {
                let relation = vocabulary.relation(start.relation);
                let directed = relation.means == Some(Meaning::Kinship) && !relation.symmetric;
                let place = start.args.iter().position(|&arg| role(arg) == Some(born));
                if directed && start.args.len() == 2 && place.is_some() {
                    children[start.relation.index()] = place;
                }
            }
        }
    }
    children
}

fn role(arg: Arg) -> Option<crate::model::RoleId> {
    match arg {
        Arg::Role { role, .. } => Some(role),
        Arg::Place | Arg::Event | Arg::Any => None,
    }
}

fn is_birth(vocabulary: &Vocabulary, effect: &Effect) -> bool {
    effect.first && vocabulary.relation(effect.relation).means == Some(Meaning::Life)
}

/// The births of all who were born once; none of those who were born again.
fn births(world: &World) -> FxHashMap<Node, Option<Birth>> {
    let vocabulary = &world.vocabulary;
    let begins = |kind: &Kind, relation: RelationId| {
        let mut starts = kind.starts.iter();
        starts.any(|effect| effect.relation == relation && is_birth(vocabulary, effect))
    };
    let mut births = FxHashMap::default();
    for stretch in &world.timeline.stretches {
        let Some(born) = stretch.args[0] else { continue };
        if vocabulary.relation(stretch.relation).means != Some(Meaning::Life)
            || stretch.certainty >= Certainty::Doubtful
        {
            continue;
        }
        let span = match stretch.started {
            Cause::Always => None,
            Cause::Event(event) => {
                let kind = vocabulary.kind(world.story.event(event).kind);
                begins(kind, stretch.relation).then(|| world.timeline.order.span(event))
            }
            Cause::Initial(id) => match &world.story.initial(id).from {
                Edge::Time(time) => Some((time.earliest, time.latest)),
                Edge::Open | Edge::Event(_) => None,
            },
        };
        let Some((earliest, latest)) = span else { continue };
        let birth = Birth {
            cause: stretch.started,
            earliest,
            latest,
            according_to: stretch.according_to,
        };
        births
            .entry(born)
            .and_modify(|known| *known = None)
            .or_insert(Some(birth));
    }
    births
}

/// Claims of different sources contradict nobody.
fn are_rivals(claims: [Option<DocumentId>; 3]) -> bool {
    let mut claims = claims.into_iter().flatten();
    let first = claims.next();
    claims.any(|claim| Some(claim) != first)
}

/// Whether the child was born before the parent, and how.
fn precedes(world: &World, child: &Birth, parent: &Birth) -> Option<Order> {
    let order = &world.timeline.order;
    let dated = |birth: &Birth| birth.earliest > i64::MIN && birth.latest < i64::MAX;
    let both = dated(child) && dated(parent);
    // Two births of one year are a generation too near, where years are what is counted.
    let same_year = world.story.axis == Some(Axis::Date)
        && (child.earliest, child.latest) == (parent.earliest, parent.latest)
        && child.latest.saturating_sub(child.earliest) <= 366;
    if child.cause == parent.cause || both && (same_year || child.latest == parent.earliest) {
        return Some(Order::Together);
    }
    if child.latest < parent.earliest {
        return Some(Order::Earlier);
    }
    let (Cause::Event(child), Cause::Event(parent)) = (child.cause, parent.cause) else {
        return None;
    };
    if order.is_certainly_before(child, parent) {
        return Some(Order::Earlier);
    }
    let free = !both && order.is_unsettled(child, parent);
    (free && order.position(child) < order.position(parent)).then_some(Order::Unsettled)
}

fn finding(
    subject: &Subject<'_>,
    stretch: &Stretch,
    [child, parent]: [Node; 2],
    [heir, elder]: [&Birth; 2],
    how: Order,
) -> Finding {
    let world = subject.world;
    let when = match how {
        Order::Together => "at the same time as",
        Order::Earlier | Order::Unsettled => "before",
    };
    let message = format!(
        "{} was born {when} {}, although {}",
        world.mention(child),
        world.mention(parent),
        world.stretch_sentence(stretch, Tense::Past)
    );
    let mut finding = HEIR_OLDER_THAN_PARENT.finding(message);
    finding = match heir.cause {
        Cause::Event(event) => subject.at_event(finding, event),
        Cause::Initial(initial) => {
            let place = subject.initial(initial, format!("{} was born then", world.mention(child)));
            subject.quoted_cause(finding.at(place), heir.cause)
        }
        Cause::Always => finding,
    };
    if let (Order::Unsettled, Some(one), Some(other)) = (how, heir.cause.event(), elder.cause.event()) {
        finding = subject.unsettled(finding, one, other);
    }
    if elder.cause != heir.cause {
        finding = subject.beside_cause(finding, elder.cause, format!("{} was born here", world.mention(parent)));
    }
    if stretch.started != heir.cause {
        finding = subject.beside_cause(finding, stretch.started, "who is whose child stands here");
    }
    finding.help("correct one of the births, or who is whose child")
}
