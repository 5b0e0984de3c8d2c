//! Which moments of a story are worth a picture: the start, and each event or section that changes what is to be seen.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Bound::{Excluded, Included};

use crate::draw::picture::{End, Picture, State};
use crate::draw::view::{By, View, crowd, ever, may_be_drawn, may_be_noted, moment_at, moment_words};
use crate::model::Node;
use crate::telling::Telling;
use crate::timeline::{AsOf, Moment, Reference};
use crate::world::World;

/// More frames than this nobody flips through.
const MOST: usize = 600;

/// What a frame stands for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Each {
    /// An event that changes something.
    #[default]
    Event,
    /// A section of the telling in which something changes, by its last event.
    Section,
}

/// One moment, and what is to be seen at it.
#[derive(Debug, Clone, PartialEq)]
pub struct Frame {
    /// How many events have happened.
    pub moment: usize,
    /// Who is there, and who is tied to whom.
    pub picture: Picture,
}

/// There are more moments than can be drawn one by one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TooMany {
    /// How many there are.
    pub frames: usize,
    /// How many there may be.
    pub most: usize,
}

/// Returns the frames of a story: the start, and every moment at which something else is to be seen.
///
/// Whoever is never tied to anybody in any of them is left out of all, unless nobody ever is.
/// How far it has come, and out of how many, is told on the way.
///
/// # Errors
/// That they are too many.
pub fn frames(
    world: &World,
    view: &View,
    each: Each,
    told: &mut dyn FnMut(usize, usize),
) -> Result<Vec<Frame>, TooMany> {
    let mut moments: Vec<(usize, Option<String>)> = match each {
        Each::Event => (0..=world.story.events.len()).map(|moment| (moment, None)).collect(),
        Each::Section => sections(world),
    };
    // To look at a moment takes far longer than to know that nothing has changed since the last.
    let changes = changes(world, view);
    let mut last = None;
    moments.retain(|(moment, _)| {
        let now = moment_at(world, *moment).moment;
        let before = last.replace(now);
        before.is_none_or(|before| changes.range((Excluded(before), Included(now))).next().is_some())
    });
    if MOST < moments.len() {
        return Err(TooMany {
            frames: moments.len(),
            most: MOST,
        });
    }
    let all = moments.len();
    let mut frames: Vec<Frame> = Vec::new();
    for (done, (moment, title)) in moments.into_iter().enumerate() {
        told(done, all);
        // A series goes through the story as it stands: which of two events came first is not asked again.
        let settled = AsOf {
            moment: moment_at(world, moment).moment,
            reference: Reference::End,
        };
        let mut picture = crowd(
            world,
            &View {
                as_of: settled,
                ..view.clone()
            },
        );
        if frames.last().is_some_and(|last| is_alike(&last.picture, &picture)) {
            continue;
        }
        picture.subtitle = match (title, moment.checked_sub(1)) {
            (Some(title), _) => format!("after “{title}”"),
            (None, None) => moment_words(world, &world.start()),
            (None, Some(last)) => moment_words(world, &world.after_event(world.timeline.order.sequence()[last])),
        };
        frames.push(Frame { moment, picture });
    }
    leave_out_strangers(&mut frames);
    Ok(frames)
}

/// Returns the moments at which something begins or ends that a picture may show.
fn changes(world: &World, view: &View) -> BTreeSet<Moment> {
    let reach = view.around.map(|_| ever(world, view).shown);
    let is_near = |node: &Node| match (&reach, node.entity()) {
        (Some(reach), Some(entity)) if view.by == By::Members => reach.contains(&entity),
        _ => true,
    };
    let seen = world.timeline.stretches.iter().filter(|stretch| {
        let is_noted = || may_be_noted(world, stretch);
        stretch.args[0].as_ref().is_some_and(is_near) && (may_be_drawn(world, view, stretch) || is_noted())
    });
    seen.flat_map(|stretch| [Some(stretch.from), stretch.until])
        .flatten()
        .collect()
}

/// Tells whether two pictures show the same, whatever their moments are called.
fn is_alike(one: &Picture, two: &Picture) -> bool {
    (&one.nodes, &one.clusters, &one.legend) == (&two.nodes, &two.clusters, &two.legend) && one.edges == two.edges
}

/// Returns the moment at which each section of the telling is over in the story, with its title, in story order; what is told in none is over at a moment of its own.
fn sections(world: &World) -> Vec<(usize, Option<String>)> {
    let story = &world.story;
    let telling = Telling::of(story);
    let mut ends: BTreeMap<Option<usize>, usize> = BTreeMap::new();
    for event in story.event_ids() {
        let end = ends.entry(telling.section_of(event)).or_default();
        *end = (*end).max(world.timeline.order.position(event) as usize + 1);
    }
    let mut named: BTreeMap<usize, Option<String>> = BTreeMap::from([(0, None)]);
    for (section, end) in ends {
        let title = section.map(|section| story.sections[section].title.to_string());
        named.insert(end, title);
    }
    named.into_iter().collect()
}

/// Leaves out of a picture whoever is not wanted, with their ties.
pub(super) fn keep(picture: &mut Picture, is_wanted: impl Fn(&Picture, usize) -> bool) {
    let kept: Vec<bool> = (0..picture.nodes.len()).map(|node| is_wanted(picture, node)).collect();
    let mut places = Vec::with_capacity(kept.len());
    let mut next = 0;
    for kept in &kept {
        places.push(next);
        next += usize::from(*kept);
    }
    let moved = |end: End| match end {
        End::Node(node) => kept[node].then(|| End::Node(places[node])),
        End::Cluster(cluster) => Some(End::Cluster(cluster)),
    };
    picture.edges.retain_mut(|edge| {
        let ends = moved(edge.from).zip(moved(edge.to));
        if let Some((from, to)) = ends {
            (edge.from, edge.to) = (from, to);
        }
        ends.is_some()
    });
    let mut index = 0;
    picture.nodes.retain(|_| {
        index += 1;
        kept[index - 1]
    });
}

/// Leaves out whoever has nothing to do with anybody in any frame.
fn leave_out_strangers(frames: &mut [Frame]) {
    let mut known = BTreeSet::new();
    for Frame { picture, .. } in frames.iter() {
        for (index, node) in picture.nodes.iter().enumerate() {
            let at = End::Node(index);
            let is_tied = || picture.edges.iter().any(|edge| edge.from == at || edge.to == at);
            if node.cluster.is_some() || node.state != State::Alive || !node.note.is_empty() || is_tied() {
                known.insert(node.id.clone());
            }
        }
    }
    if known.is_empty() {
        return;
    }
    for Frame { picture, .. } in frames {
        keep(picture, |picture, index| known.contains(&picture.nodes[index].id));
    }
}
