//! Which faction has which hue: decided once for a whole story, so that it is the same at every moment and in every picture.
//!
//! Hues are given in the order of the story: first to the factions that are tied to somebody at the
//! start, then to the others as events name them; of those that come together the first by id. So a
//! reader who has been told the beginning sees the colours that a reader of the whole sees.

use std::collections::BTreeMap;

use super::Hue;
use crate::model::{EntityId, EntityKind, Node};
use crate::timeline::Moment;
use crate::world::World;

/// The hues of a story's factions.
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
/// let hues = FactionHues::of(&world);
/// let militia = world.find_entity("militia").expect("it is in the story");
/// assert_eq!(hues.of_faction(militia), Hue::Nth(0));
/// assert_eq!(Theme::dark().tint(hues.of_faction(militia)).border.hex(), "#065785");
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FactionHues {
    hues: BTreeMap<EntityId, Hue>,
}

impl FactionHues {
    /// Gives every faction of a story its hue.
    #[must_use]
    pub fn of(world: &World) -> Self {
        let met = met(world);
        let mut factions: Vec<(Moment, &str, EntityId)> = met
            .into_iter()
            .map(|(faction, moment)| (moment, world.story.entity(faction).id.as_str(), faction))
            .collect();
        factions.sort_unstable();
        let hues = factions.into_iter().enumerate();
        Self {
            hues: hues
                .map(|(place, (_, _, faction))| (faction, Hue::Nth(place)))
                .collect(),
        }
    }

    /// Returns the hue of a faction; whoever is none has the first.
    #[must_use]
    pub fn of_faction(&self, faction: EntityId) -> Hue {
        self.hues.get(&faction).copied().unwrap_or_default()
    }
}

/// Returns the moment at which the story first has to do with each faction; the last where it never has.
fn met(world: &World) -> BTreeMap<EntityId, Moment> {
    let factions = world.story.entity_ids();
    let mut met: BTreeMap<EntityId, Moment> = factions
        .filter(|entity| world.story.entity(*entity).kind == EntityKind::Faction)
        .map(|faction| (faction, Moment(u32::MAX)))
        .collect();
    let mut meet = |node: Node, moment: Moment| {
        if let Some(known) = node.entity().and_then(|entity| met.get_mut(&entity)) {
            *known = moment.min(*known);
        }
    };
    // That somebody is there says nothing of them; a tie to another does.
    for stretch in world
        .timeline
        .stretches
        .iter()
        .filter(|stretch| stretch.args[1].is_some())
    {
        stretch.args.iter().flatten().for_each(|node| meet(*node, stretch.from));
    }
    for event in world.story.event_ids() {
        let moment = Moment(world.timeline.order.position(event) + 1);
        world.story.parts(event).iter().for_each(|part| meet(part.node, moment));
    }
    met
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
        let found = FactionHues::of(&world);
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
}
