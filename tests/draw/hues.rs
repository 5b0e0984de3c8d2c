//! Factions that belong to one picture are told apart by their colours.

use std::path::Path;

use lorescope::draw::theme::{FactionHues, Hue, Theme};
use lorescope::draw::view::{View, picture};
use lorescope::load::Input;
use lorescope::model::{EntityId, EntityKind, Node};
use lorescope::timeline::Lens;
use lorescope::world::World;

fn world(story: &str) -> World {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("data").join(story);
    let path = path.join("story.lore");
    let loaded = lorescope::load::open(&[Input::Path(path)]).expect("it can be read");
    World::of(loaded.story, loaded.vocabulary, Lens::default())
}

/// The factions of a story that are ever tied to one another.
fn tied(world: &World) -> Vec<(EntityId, EntityId)> {
    let is_faction = |id: &EntityId| world.story.entity(*id).kind == EntityKind::Faction;
    let pairs = world.timeline.stretches.iter().filter_map(|stretch| {
        let [one, other] = stretch.args.map(|node| node.and_then(Node::entity).filter(is_faction));
        Some((one?, other?))
    });
    pairs.filter(|(one, other)| one != other).collect()
}

#[test]
fn factions_that_are_tied_to_one_another_are_told_apart() {
    for story in ["what-you-leave-behind", "macbeth", "red-cliffs"] {
        let world = world(story);
        for theme in [Theme::light(), Theme::dark(), Theme::high_contrast()] {
            let hues = FactionHues::of(&world, &theme);
            for (one, other) in tied(&world) {
                let [left, right] = [one, other].map(|faction| theme.hue(hues.of_faction(faction)));
                let [one, other] = [one, other].map(|faction| world.story.slug(faction.into()));
                assert!(130 * 130 <= left.distance(right), "{one} and {other}");
            }
        }
    }
}

#[test]
fn a_hue_comes_again_on_a_picture_only_where_there_are_more_factions_than_hues() {
    for story in ["what-you-leave-behind", "macbeth", "red-cliffs"] {
        let world = world(story);
        let moments = world.timeline.order.sequence().iter().step_by(20);
        for as_of in moments.map(|event| world.after_event(*event)) {
            let drawn = picture(&world, &View::at(as_of));
            let mut seen: Vec<Hue> = drawn.clusters.iter().map(|cluster| cluster.hue).collect();
            seen.extend(drawn.nodes.iter().filter_map(|node| node.hue));
            let count = seen.len();
            seen.sort_unstable();
            seen.dedup();
            // One hue may rest for a faction that is not drawn as a box and tied to nobody just then.
            assert!(
                count.min(11) <= seen.len(),
                "{story}, {}: {count} have {seen:?}",
                drawn.subtitle
            );
        }
    }
}
