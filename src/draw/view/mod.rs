//! Which part of a world is to be seen, as of which moment: the way from a world to a picture.
//!
//! ```text
//! World + View ──┬── ties   which relations hold between whom
//!                ├── homes  which faction stands around whom
//!                ├── cast   who is shown, and how each fares
//!                ├── stage  the nodes, boxes and lines of all that
//!                ├── deeds  events as nodes, where asked for
//!                └── sides  two moments with the same people in both
//! ```
//!
//! Meaning is asked of the vocabulary, never a name: a relation that means *membership* becomes a box
//! around its members, one that means *life* a `†`, and whatever a story declares for itself becomes
//! a line with a row in the legend. Order follows ids, not the file.

mod cast;
mod deeds;
mod ever;
mod homes;
mod sides;
mod size;
mod stage;
mod ties;
mod words;

use std::collections::BTreeMap;

use crate::draw::bundle;
use crate::draw::picture::{Picture, Theme};
use crate::model::{EntityId, RelationId};
use crate::timeline::AsOf;
use crate::world::World;

pub use ever::{Ever, ever};
pub(crate) use ever::{looks, moment_at};
pub(crate) use {cast::may_be_noted, ties::may_be_drawn, words::moment as moment_words};

use homes::Homes;
pub use sides::{Side, sides};
pub use size::Size;
use stage::Stage;

/// Pictures, each as a `data:` address, so that a drawing needs no other file.
pub type Faces = BTreeMap<EntityId, String>;

/// What is to be seen of a world.
#[derive(Clone, Debug, PartialEq)]
pub struct View {
    /// As of when.
    pub as_of: AsOf,
    /// Whom the picture is about; none for everybody.
    pub around: Option<Around>,
    /// The relations shown; none named for all that hold between characters and factions.
    pub only: Vec<RelationId>,
    /// Whether events are shown as nodes.
    pub deeds: Deeds,
    /// What stands for a faction.
    pub by: By,
    /// What the size of a name tells.
    pub size: Size,
    /// Pictures of those who have one.
    pub faces: Faces,
    /// Whether relations between the same two are drawn as one.
    pub ties: Ties,
    /// How it looks.
    pub theme: Theme,
}

/// A circle around somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Around {
    /// Who stands in its middle.
    pub who: EntityId,
    /// How many steps it reaches; one is the direct relations.
    pub depth: usize,
}

/// Whether events are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Deeds {
    /// Only what follows from them.
    #[default]
    Left,
    /// As nodes, with a line to each who had a part in them.
    Shown,
}

/// What stands for a faction.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum By {
    /// A box around its members.
    #[default]
    Members,
    /// One node; what ties its members to others ties it.
    Factions,
}

/// How several relations between the same two are drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Ties {
    /// As one edge of several strands, with words that list them.
    #[default]
    Together,
    /// Each as an edge of its own.
    Apart,
}

impl View {
    /// Returns the view of everybody as of a moment.
    #[must_use]
    pub fn at(as_of: AsOf) -> Self {
        Self {
            as_of,
            around: None,
            only: Vec::new(),
            deeds: Deeds::Left,
            by: By::Members,
            size: Size::Even,
            faces: Faces::new(),
            ties: Ties::Together,
            theme: Theme::light(),
        }
    }
}

/// Draws up the picture of a world.
///
/// ```
/// use lorescope::draw::view::{View, picture};
/// use lorescope::{timeline::Lens, world::World};
///
/// let loaded = lorescope::load::read(
///     "story.json",
///     r#"{"lorescope": 1, "title": "Station",
///         "characters": [{"id": "kira", "relations": {"member": ["bajor"]}}, {"id": "odo"}],
///         "factions": [{"id": "bajor"}]}"#,
/// );
/// let world = World::of(loaded.story, loaded.vocabulary, Lens::default());
/// let drawn = picture(&world, &View::at(world.end()));
/// assert_eq!(drawn.clusters[0].label, "Bajor");
/// assert_eq!(drawn.nodes.len(), 1);
/// assert_eq!(drawn.remark, "not shown, tied to nobody: Odo");
/// ```
#[must_use]
pub fn picture(world: &World, view: &View) -> Picture {
    let ties = ties::held(world, view);
    let homes = Homes::of(world, view);
    let shown = cast::shown(world, view, &ties, &homes);
    let mut stage = Stage::of(world, view, &homes, &shown);
    stage.grow(&ties, &shown);
    stage.note_further_homes(&homes);
    stage.draw_ties(&ties);
    stage.draw_boxes_further_homes(&homes);
    if view.deeds == Deeds::Shown {
        deeds::draw(&mut stage);
    }
    match view.ties {
        Ties::Together => bundle::bundled(stage.finished()),
        Ties::Apart => stage.finished(),
    }
}

/// Draws up everybody who is there at a moment, tied to somebody or not, each line by itself: nobody leaves
/// a series for want of ties, and what would be a note (*also of the watch*) is a line that can come and go.
#[must_use]
pub fn crowd(world: &World, view: &View) -> Picture {
    let ties = ties::held(world, view);
    let homes = Homes::of(world, view);
    let shown = cast::shown(world, view, &ties, &homes);
    let mut stage = Stage::of(world, view, &homes, &shown);
    stage.draw_ties(&ties);
    if view.by == By::Members {
        stage.draw_further_homes(&homes);
        stage.draw_boxes_further_homes(&homes);
    }
    if view.deeds == Deeds::Shown {
        deeds::draw(&mut stage);
    }
    stage.whole()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draw::picture::{Certainty, Edge, End, Line, State};
    use crate::draw::theme::Hue;
    use crate::timeline::Lens;

    const STORY: &str = r##"{
        "lorescope": 1, "title": "Station",
        "vocabulary": {"relations": {"sworn-to": {
            "between": ["character", "character"], "words": {"base": "be sworn to"}, "colour": "#112233", "line": "double"}}},
        "characters": [
            {"id": "kira", "relations": {"member": ["bajor"], "sworn-to": ["odo"], "friend": ["jake"]}},
            {"id": "odo", "relations": {"member": ["founders"]}},
            {"id": "jake"}, {"id": "weyoun", "relations": {"member": ["founders"]}}],
        "factions": [
            {"id": "alliance"}, {"id": "bajor", "relations": {"part-of": ["alliance"]}},
            {"id": "founders", "relations": {"hostile": ["alliance"]}}, {"id": "breen"}],
        "events": [
            {"id": "shot", "kind": "killing", "roles": {"victim": "weyoun", "killer": {"one-of": ["kira", "jake"]}}},
            {"id": "leaving", "kind": "departure", "roles": {"departed": "odo", "from": "bajor"}}]
    }"##;

    fn world() -> World {
        let loaded = crate::load::read("story.json", STORY);
        assert!(loaded.findings.is_empty(), "{:?}", loaded.findings);
        World::of(loaded.story, loaded.vocabulary, Lens::default())
    }

    fn view(world: &World) -> View {
        View::at(world.end())
    }

    /// Returns a picture in words: clusters, nodes with their clusters, edges with their rows.
    fn told(world: &World, view: &View) -> (Vec<String>, Vec<String>, Vec<String>) {
        let picture = picture(world, view);
        let name = |end: End| match end {
            End::Node(node) => picture.nodes[node].id.clone(),
            End::Cluster(cluster) => format!("[{}]", picture.clusters[cluster].label),
        };
        let clusters = picture.clusters.iter().map(|cluster| match cluster.parent {
            Some(parent) => format!("{} in {}", cluster.label, picture.clusters[parent].label),
            None => cluster.label.clone(),
        });
        let nodes = picture.nodes.iter().map(|node| match node.cluster {
            Some(cluster) => format!("{} in {}", node.marked_label(), picture.clusters[cluster].label),
            None => node.marked_label(),
        });
        let edges = picture.edges.iter().map(|edge| {
            let row = &picture.legend[edge.row].label;
            format!("{} {row} {}", name(edge.from), name(edge.to))
        });
        (clusters.collect(), nodes.collect(), edges.collect())
    }

    #[test]
    fn of_several_factions_the_one_they_command_is_theirs_and_then_the_one_they_joined_first() {
        let story = r#"{"lorescope": 1,
            "characters": [
                {"id": "ann", "relations": {"member": ["watch", "army"], "commands": ["army"]}},
                {"id": "bo", "relations": {"member": ["watch"], "friend": ["ann"]}},
                {"id": "cy", "relations": {"friend": ["ann"]}}],
            "factions": [{"id": "army"}, {"id": "watch"}],
            "events": [
                {"id": "plot", "kind": "join", "roles": {"joiner": "bo", "faction": "army"}},
                {"id": "oath", "kind": "join", "roles": {"joiner": "cy", "faction": "watch"}},
                {"id": "vow", "kind": "join", "roles": {"joiner": "cy", "faction": "army"}}]}"#;
        let loaded = crate::load::read("story.json", story);
        assert!(loaded.findings.is_empty(), "{:?}", loaded.findings);
        let world = World::of(loaded.story, loaded.vocabulary, Lens::default());
        let (_, nodes, _) = told(&world, &view(&world));
        assert_eq!(nodes, ["Ann in Army", "Bo in Watch", "Cy in Watch"]);
    }

    #[test]
    fn factions_are_boxes_and_a_storys_own_relation_is_a_line() {
        let world = world();
        let (clusters, nodes, edges) = told(&world, &view(&world));
        assert_eq!(clusters, ["Alliance", "Bajor in Alliance", "Founders"]);
        assert_eq!(
            nodes,
            ["Jake", "Kira in Bajor", "Odo in Founders", "† Weyoun in Founders"]
        );
        assert_eq!(
            edges,
            [
                "jake is a friend of kira",
                "[Alliance] is hostile to [Founders]",
                "kira is sworn to odo"
            ]
        );
        let picture = picture(&world, &view(&world));
        let row = &picture.legend[picture.edges[2].row];
        assert_eq!((row.colour.as_str(), row.line), ("#112233", Line::Double));
        assert_eq!(picture.subtitle, "as of the end");
        assert_eq!(picture.remark, "not shown, tied to nobody: Breen");
        assert_eq!(
            (picture.nodes[2].state, picture.nodes[2].note.as_str()),
            (State::Away, "away")
        );
    }

    #[test]
    fn before_it_happens_nobody_is_dead() {
        let world = world();
        let start = View::at(world.start());
        assert!(told(&world, &start).1.contains(&"Weyoun in Founders".to_owned()));
    }

    #[test]
    fn a_faction_has_one_colour_at_every_moment_and_as_a_node() {
        let world = world();
        let hues = |as_of, by| {
            let drawn = picture(&world, &View { by, ..View::at(as_of) });
            let boxes = drawn
                .clusters
                .iter()
                .map(|cluster| (cluster.label.clone(), cluster.hue));
            let nodes = drawn
                .nodes
                .iter()
                .filter_map(|node| Some((node.label.clone(), node.hue?)));
            boxes.chain(nodes).collect::<std::collections::BTreeMap<String, Hue>>()
        };
        let begin = hues(world.start(), By::Members);
        assert_eq!(begin["Bajor"], Hue::Nth(1));
        assert_eq!(begin, hues(world.end(), By::Members));
        for (name, hue) in hues(world.end(), By::Factions) {
            assert_eq!(begin.get(&name), Some(&hue), "{name}");
        }
    }

    #[test]
    fn around_only_and_by_factions_show_less() {
        let world = world();
        let who = world.find_entity("jake").expect("he is in the story");
        let around = |depth| View {
            around: Some(Around { who, depth }),
            ..view(&world)
        };
        assert_eq!(told(&world, &around(0)).1, ["Jake"]);
        assert_eq!(told(&world, &around(1)).1, ["Jake", "Kira in Bajor"]);
        assert_eq!(told(&world, &around(2)).1.len(), 3);
        let only = world.vocabulary.relation_named("sworn-to").into_iter().collect();
        let (_, nodes, edges) = told(&world, &View { only, ..view(&world) });
        assert_eq!(nodes, ["Kira in Bajor", "Odo in Founders"]);
        assert_eq!(edges, ["kira is sworn to odo"]);
        let (clusters, nodes, edges) = told(
            &world,
            &View {
                by: By::Factions,
                ..view(&world)
            },
        );
        assert!(clusters.is_empty());
        assert_eq!(nodes, ["Alliance", "Bajor", "Founders"]);
        assert_eq!(
            edges,
            [
                "alliance is hostile to founders",
                "bajor is part of alliance",
                "bajor is sworn to founders"
            ]
        );
    }

    #[test]
    fn events_are_nodes_and_candidates_doubtful() {
        let world = world();
        let drawn = picture(
            &world,
            &View {
                deeds: Deeds::Shown,
                ..view(&world)
            },
        );
        let shot = drawn
            .nodes
            .iter()
            .position(|node| node.id == "shot")
            .expect("it is drawn");
        let parts = drawn.edges.iter().filter(|edge| edge.to == End::Node(shot));
        let told: Vec<(&str, Certainty)> = parts.map(|edge| (edge.label.as_str(), edge.certainty)).collect();
        assert_eq!(
            told,
            [
                ("killer", Certainty::Doubtful),
                ("killer", Certainty::Doubtful),
                ("victim", Certainty::Stated)
            ]
        );
    }

    #[test]
    fn events_among_factions_name_the_members_who_act() {
        let world = world();
        let drawn = picture(
            &world,
            &View {
                deeds: Deeds::Shown,
                by: By::Factions,
                ..view(&world)
            },
        );
        let told: Vec<&str> = drawn.edges.iter().map(|edge| edge.label.as_str()).collect();
        assert!(told.contains(&"victim: Weyoun"), "{told:?}");
        assert!(told.contains(&"Kira – Odo"), "{told:?}");
        let shot = drawn.nodes.iter().find(|node| node.id == "shot");
        assert!(shot.is_some_and(|node| node.label.contains("Weyoun")), "{shot:?}");
    }

    #[test]
    fn moments_are_told_by_what_happens() {
        let world = world();
        let before = world.before("shot").expect("it is in the story");
        let subtitle = picture(&world, &View::at(before)).subtitle;
        assert!(
            subtitle.starts_with("just before: ") && subtitle.contains("Weyoun"),
            "{subtitle}"
        );
    }

    #[test]
    fn what_is_left_open_is_doubtful_and_a_second_membership_a_note() {
        let loaded = crate::load::read(
            "story.json",
            r#"{"lorescope": 1, "title": "Caves",
                "characters": [
                    {"id": "dukat", "relations": {"possessed-by": ["wraiths"]}},
                    {"id": "kira", "relations": {"member": ["bajor", "team"], "friend": ["odo"]}},
                    {"id": "odo", "relations": {"member": ["bajor"]}}],
                "factions": [{"id": "wraiths"}, {"id": "bajor"}, {"id": "team"}],
                "events": [{"id": "gone", "kind": "disappearance", "roles": {"disappeared": "dukat"}}]}"#,
        );
        assert!(loaded.findings.is_empty(), "{:?}", loaded.findings);
        let world = World::of(loaded.story, loaded.vocabulary, Lens::default());
        let drawn = |as_of| picture(&world, &View::at(as_of));
        let tie = |drawn: &Picture| {
            let known = |edge: &&Edge| drawn.legend[edge.row].label == "is possessed by";
            drawn.edges.iter().find(known).map(|edge| edge.certainty)
        };
        assert_eq!(tie(&drawn(world.start())), Some(Certainty::Stated));
        let end = drawn(world.end());
        assert_eq!(tie(&end), Some(Certainty::Doubtful));
        let notes: Vec<&str> = end.nodes.iter().map(|node| node.note.as_str()).collect();
        assert!(notes.iter().any(|note| note.starts_with("also ")), "{notes:?}");
        assert_eq!(end.edges.len(), 2);
    }

    #[test]
    fn eight_boxes_stand_in_one_another_and_what_is_deeper_beside_them() {
        let factions: Vec<String> = (10..30)
            .map(|nth| format!(r#"{{"id": "f{nth}", "relations": {{"part-of": ["f{}"]}}}}"#, nth + 1))
            .collect();
        let loaded = crate::load::read(
            "story.json",
            &format!(
                r#"{{"lorescope": 1, "characters": [{{"id": "ada", "relations": {{"member": ["f10"]}}}}],
                    "factions": [{}, {{"id": "f30"}}]}}"#,
                factions.join(", ")
            ),
        );
        let world = World::of(loaded.story, loaded.vocabulary, Lens::default());
        let (clusters, nodes, edges) = told(&world, &view(&world));
        assert_eq!(nodes, ["Ada in F10", "F15 in F16", "F23 in F24"]);
        assert_eq!((clusters[4].as_str(), clusters[5].as_str()), ("F14", "F16 in F17"));
        assert_eq!(edges, ["[F14] is part of f15", "[F22] is part of f23"]);
    }
}
