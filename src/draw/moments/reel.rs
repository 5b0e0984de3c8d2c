//! Which moments of a story are worth a picture: the start, and each event or section that changes what is to be seen.

use std::collections::{BTreeMap, BTreeSet};

use crate::draw::picture::{End, Picture, State};
use crate::draw::view::{View, crowd, moment_at, moment_words};
use crate::telling::Telling;
use crate::timeline::{AsOf, Reference};
use crate::world::World;

/// More frames than this nobody flips through.
const MOST: usize = 600;
/// More events than this are not looked at one by one.
const MOST_EVENTS: usize = 5_000;

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
    /// How many there are, at least.
    pub frames: usize,
}

/// Returns the frames of a story: the start, and every moment at which something else is to be seen.
///
/// Whoever is never tied to anybody in any of them is left out of all.
///
/// # Errors
/// That they are too many.
pub fn frames(world: &World, view: &View, each: Each) -> Result<Vec<Frame>, TooMany> {
    let moments = match each {
        Each::Event => (0..=world.story.events.len()).map(|moment| (moment, None)).collect(),
        Each::Section => sections(world),
    };
    if MOST_EVENTS < moments.len() {
        return Err(TooMany { frames: moments.len() });
    }
    let mut frames: Vec<Frame> = Vec::new();
    for (moment, title) in moments {
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
        if MOST < frames.len() {
            return Err(TooMany { frames: frames.len() });
        }
    }
    leave_out_strangers(&mut frames);
    Ok(frames)
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
    for Frame { picture, .. } in frames {
        keep(picture, |picture, index| known.contains(&picture.nodes[index].id));
    }
}
