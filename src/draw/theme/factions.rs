//! Which faction has which hue: decided once for a whole story, so that it is the same at every moment and in every picture.
//!
//! What the theme says of a faction is its colour. The others take the hues of the theme in the order
//! of the story: first those who are tied to somebody at the start, then the others as events name
//! them; of those that come together the first by id. Each takes the next hue that is free and far
//! enough from the hues of those it is ever tied to, and of those who are there at the same time. Where
//! none is left, it takes the hue that is farthest from the former, then from the latter, then the one
//! that fewest of them have: a greedy colouring, as of Welsh and Powell (*An upper bound for the
//! chromatic number of a graph*, 1967), in the order of the story instead of by degree.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, BinaryHeap};

use super::{Colour, Hue, Theme};
use crate::model::{EntityId, EntityKind, Node};
use crate::timeline::Moment;
use crate::world::World;

/// Hues this far apart are told apart at a glance; farther is no better.
const FAR: u32 = 130 * 130;
/// After the last moment of any story.
const NEVER: Moment = Moment(u32::MAX);

/// The hues of a story's factions under one theme.
///
/// ```
/// use lorescope::draw::theme::{FactionHues, Hue, Theme};
/// use lorescope::{timeline::Lens, world::World};
///
/// let loaded = lorescope::load::read(
///     "story.json",
///     r#"{"lorescope": 1, "title": "Station",
///         "characters": [{"id": "kira", "relations": {"member": ["militia"]}}],
///         "factions": [{"id": "founders"}, {"id": "militia"}]}"#,
/// );
/// let world = World::of(loaded.story, loaded.vocabulary, Lens::default());
/// let theme = Theme::dark();
/// let hues = FactionHues::of(&world, &theme);
/// let militia = world.find_entity("militia").expect("it is in the story");
/// assert_eq!(hues.of_faction(militia), Hue::Nth(0));
/// assert_eq!(theme.tint(hues.of_faction(militia)).border.hex(), "#065785");
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FactionHues {
    hues: BTreeMap<EntityId, Hue>,
}

impl FactionHues {
    /// Gives every faction of a story its hue.
    #[must_use]
    pub fn of(world: &World, theme: &Theme) -> Self {
        let stays = stays(world);
        let ties = ties(world, &stays);
        let said = |faction: &EntityId| theme.factions.get(world.story.entity(*faction).id.as_str());
        let mut hues: BTreeMap<EntityId, Hue> = stays
            .keys()
            .filter_map(|faction| Some((*faction, Hue::Own(*said(faction)?))))
            .collect();
        let own: Vec<(Stay, Colour)> = hues.iter().map(|(id, hue)| (stays[id], theme.hue(*hue))).collect();
        let mut order: Vec<(Moment, &str, EntityId)> = stays
            .iter()
            .filter(|(faction, _)| !hues.contains_key(faction))
            .map(|(faction, stay)| (stay.from, world.story.entity(*faction).id.as_str(), *faction))
            .collect();
        order.sort_unstable();
        let mut inks: Vec<Ink> = (0..theme.hues.len())
            .map(|place| Ink::of(theme.hue(Hue::Nth(place))))
            .collect();
        for (_, _, faction) in order {
            let stay = stays[&faction];
            for ink in &mut inks {
                ink.forget(stay.from);
            }
            let tied = ties.get(&faction).into_iter().flatten();
            let tied: Vec<Colour> = tied.filter_map(|other| Some(theme.hue(*hues.get(other)?))).collect();
            let there = inks.iter().filter(|ink| !ink.there.is_empty()).map(|ink| ink.colour);
            let beside = own.iter().filter(|(other, _)| other.meets(stay));
            let there: Vec<Colour> = there.chain(beside.map(|(_, colour)| *colour)).collect();
            let place = (0..inks.len()).max_by_key(|&place| {
                let ink = &inks[place];
                let apart = [&tied, &there].map(|others| ink.apart(others));
                (apart, Reverse(ink.there.len()), Reverse(ink.uses), Reverse(place))
            });
            if let Some(place) = place {
                inks[place].there.push(Reverse(stay.until));
                inks[place].uses += 1;
            }
            hues.insert(faction, Hue::Nth(place.unwrap_or_default()));
        }
        Self { hues }
    }

    /// Returns the hue of a faction; whoever is none has the first.
    #[must_use]
    pub fn of_faction(&self, faction: EntityId) -> Hue {
        self.hues.get(&faction).copied().unwrap_or_default()
    }
}

/// From when to when the story has to do with a faction.
#[derive(Debug, Clone, Copy)]
struct Stay {
    from: Moment,
    until: Moment,
}

impl Stay {
    fn meets(self, other: Self) -> bool {
        self.from < other.until && other.from < self.until
    }
}

/// A hue of the theme, and who has it.
struct Ink {
    colour: Colour,
    /// Until when those stay who have it and are there, the first to go on top.
    there: BinaryHeap<Reverse<Moment>>,
    /// How many have ever had it.
    uses: usize,
}

impl Ink {
    fn of(colour: Colour) -> Self {
        Self {
            colour,
            there: BinaryHeap::new(),
            uses: 0,
        }
    }

    /// Forgets those who have gone by a moment.
    fn forget(&mut self, moment: Moment) {
        while self.there.peek().is_some_and(|Reverse(until)| *until <= moment) {
            self.there.pop();
        }
    }

    /// How far it is from the nearest of some colours, as far as that matters.
    fn apart(&self, others: &[Colour]) -> u32 {
        let far = others.iter().map(|other| self.colour.distance(*other));
        far.min().unwrap_or(FAR).min(FAR)
    }
}

/// Returns from when to when the story has to do with each faction; it is never there where it has not.
fn stays(world: &World) -> BTreeMap<EntityId, Stay> {
    let never = Stay {
        from: NEVER,
        until: Moment::START,
    };
    let mut stays: BTreeMap<EntityId, Stay> = world
        .story
        .entity_ids()
        .filter(|entity| world.story.entity(*entity).kind == EntityKind::Faction)
        .map(|faction| (faction, never))
        .collect();
    let mut meet = |node: Node, from: Moment, until: Moment| {
        if let Some(stay) = node.entity().and_then(|entity| stays.get_mut(&entity)) {
            stay.from = stay.from.min(from);
            stay.until = stay.until.max(until);
        }
    };
    // That somebody is there says nothing of them; a tie to another does.
    for stretch in world
        .timeline
        .stretches
        .iter()
        .filter(|stretch| stretch.args[1].is_some())
    {
        for node in stretch.args.iter().flatten() {
            meet(*node, stretch.from, stretch.until.unwrap_or(NEVER));
        }
    }
    for event in world.story.event_ids() {
        let position = world.timeline.order.position(event);
        for part in world.story.parts(event) {
            meet(part.node, Moment(position + 1), Moment(position + 2));
        }
    }
    stays
}

/// Returns to which factions each is ever tied: part of it, at war with it, and whatever else holds between the two.
fn ties(world: &World, stays: &BTreeMap<EntityId, Stay>) -> BTreeMap<EntityId, BTreeSet<EntityId>> {
    let mut ties: BTreeMap<EntityId, BTreeSet<EntityId>> = BTreeMap::new();
    for stretch in &world.timeline.stretches {
        let [Some(one), Some(other)] = stretch.args.map(|node| node.and_then(Node::entity)) else {
            continue;
        };
        if one != other && stays.contains_key(&one) && stays.contains_key(&other) {
            ties.entry(one).or_default().insert(other);
            ties.entry(other).or_default().insert(one);
        }
    }
    ties
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::timeline::Lens;

    fn hues(events: &str) -> Vec<(String, Hue)> {
        let story = format!(
            r#"{{"lorescope": 1,
                "characters": [{{"id": "ann", "relations": {{"member": ["watch"]}}}}],
                "factions": [{{"id": "army"}}, {{"id": "watch"}}, {{"id": "choir"}}, {{"id": "guild"}}],
                "events": [{events}]}}"#
        );
        let loaded = crate::load::read("story.json", &story);
        assert!(loaded.findings.is_empty(), "{:?}", loaded.findings);
        let world = World::of(loaded.story, loaded.vocabulary, Lens::default());
        let found = FactionHues::of(&world, &Theme::light());
        let of = |id: &str| found.of_faction(world.find_entity(id).expect("it is in the story"));
        ["army", "choir", "guild", "watch"]
            .map(|id| (id.to_owned(), of(id)))
            .into()
    }

    #[test]
    fn hues_follow_the_story_and_what_is_told_later_moves_none_of_them() {
        let oath = r#"{"id": "oath", "kind": "join", "roles": {"joiner": "ann", "faction": "guild"}}"#;
        let vow = r#"{"id": "vow", "kind": "join", "roles": {"joiner": "ann", "faction": "choir"}}"#;
        let places = |events: &str| hues(events).into_iter().map(|(_, hue)| hue).collect::<Vec<_>>();
        assert_eq!(
            places(oath),
            [Hue::Nth(2), Hue::Nth(3), Hue::Nth(1), Hue::Nth(0)],
            "the watch is there from the start, the guild is joined, nothing is told of the others"
        );
        let told_on = places(&format!("{oath}, {vow}"));
        assert_eq!((told_on[2], told_on[3]), (Hue::Nth(1), Hue::Nth(0)));
        assert_eq!(told_on[1], Hue::Nth(2));
    }

    /// The place of each faction's hue among some, in a story with these factions.
    fn placed(palette: &[Colour], said: &[(&str, Colour)], factions: &str) -> Vec<Hue> {
        let text = format!(r#"{{"lorescope": 1, "factions": [{factions}]}}"#);
        let loaded = crate::load::read("story.json", &text);
        assert!(loaded.findings.is_empty(), "{:?}", loaded.findings);
        let world = World::of(loaded.story, loaded.vocabulary, Lens::default());
        let mut theme = Theme::light();
        theme.hues = palette.to_vec();
        theme.factions = said.iter().map(|(id, colour)| ((*id).to_owned(), *colour)).collect();
        let found = FactionHues::of(&world, &theme);
        world.story.entity_ids().map(|id| found.of_faction(id)).collect()
    }

    const RED: Colour = Colour::new(0xD0, 0x20, 0x20);
    const GREEN: Colour = Colour::new(0x20, 0xA0, 0x40);
    const BLUE: Colour = Colour::new(0x20, 0x40, 0xD0);

    #[test]
    fn where_hues_begin_again_those_who_are_tied_have_different_ones() {
        let four = r#"{"id": "a", "relations": {"hostile": ["b"]}}, {"id": "b"}, {"id": "c"},
            {"id": "d", "relations": {"hostile": ["a", "c"]}}"#;
        assert_eq!(placed(&[RED, GREEN, BLUE], &[], four), [0, 1, 2, 1].map(Hue::Nth));
    }

    #[test]
    fn a_hue_that_is_near_a_neighbours_is_left_for_another() {
        let near = Colour::new(0xC0, 0x28, 0x28);
        let pair = r#"{"id": "a", "relations": {"hostile": ["b"]}}, {"id": "b"}"#;
        assert_eq!(placed(&[RED, near, BLUE], &[], pair), [0, 2].map(Hue::Nth));
        assert_eq!(
            placed(&[RED, GREEN, BLUE], &[("b", near)], pair),
            [Hue::Nth(1), Hue::Own(near)],
            "what is said of one goes first"
        );
        assert_eq!(placed(&[], &[], pair), [0, 0].map(Hue::Nth));
    }
}
