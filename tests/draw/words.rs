//! Words on edges hide nothing: no node, no title of a faction, no other words.

use std::path::Path;

use lorescope::draw::bundle;
use lorescope::draw::layout::{self, Layout, Rect};
use lorescope::draw::picture::{Certainty, Picture};
use lorescope::draw::view::{By, Deeds, View, picture};
use lorescope::load::Input;
use lorescope::timeline::{AsOf, Lens};
use lorescope::world::World;

/// Boxes, each with what it is.
type Named = Vec<(String, Rect)>;

/// The boxes of all that can be read, with what each is: nodes and titles first, then the words on edges.
fn boxes(picture: &Picture, layout: &Layout) -> [Named; 2] {
    let mut fixed = Vec::new();
    let mut words = Vec::new();
    for (node, placed) in picture.nodes.iter().zip(&layout.nodes) {
        fixed.push((format!("node {}", node.label), placed.area));
    }
    for (cluster, placed) in picture.clusters.iter().zip(&layout.clusters) {
        if !placed.title.is_empty() {
            fixed.push((format!("title {}", cluster.label), placed.title_area));
        }
    }
    for (edge, placed) in picture.edges.iter().zip(&layout.edges) {
        let between = picture.sentences(edge).join("; ");
        if !placed.label.is_empty() {
            words.push((format!("words of {between}"), placed.label_area));
        } else if edge.certainty == Certainty::Doubtful && 2 <= placed.path.len() {
            words.push((format!("mark of {between}"), Rect::around(placed.middle, 17.0, 17.0)));
        }
    }
    [fixed, words]
}

/// Asserts that no words of an edge lie on a node, a title or other words, and that all fit their boxes and the sheet.
pub(crate) fn assert_apart(picture: &Picture, layout: &Layout) {
    let [fixed, words] = boxes(picture, layout);
    let sheet = Rect {
        x: 0.0,
        y: 0.0,
        width: layout.width,
        height: layout.height,
    };
    for (index, (name, area)) in words.iter().enumerate() {
        for (other, taken) in fixed.iter().chain(&words[..index]) {
            assert!(!area.meets(*taken), "{name} lies on {other}");
        }
        assert!(
            0.0 <= area.x && 0.0 <= area.y && area.right() <= sheet.right() && area.bottom() <= layout.legend_at.y,
            "{name} is on the sheet, above the legend"
        );
    }
    for placed in &layout.edges {
        for line in &placed.label {
            let width = lorescope::draw::font::width(&line.text, line.size, lorescope::draw::font::Weight::Regular);
            let (room, area) = (Rect::around(line.at, width, line.size), placed.label_area);
            let is_in =
                area.x <= room.x && area.y <= room.y && room.right() <= area.right() && room.bottom() <= area.bottom();
            assert!(is_in, "{} fits its box", line.text);
        }
    }
}

fn world(story: &str) -> World {
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("data");
    let file = data.join(story).join("story.json");
    let loaded = lorescope::load::open(&[Input::Path(file)]).expect("the story can be read");
    World::of(loaded.story, loaded.vocabulary, Lens::default())
}

fn moments(world: &World) -> Vec<AsOf> {
    let events = world.timeline.order.sequence();
    let middle = world.after_event(events[events.len() / 2]);
    vec![world.start(), middle, world.end()]
}

#[test]
fn in_the_stories_words_on_edges_hide_nothing() {
    let mut seen = 0;
    for story in ["macbeth", "red-cliffs", "what-you-leave-behind"] {
        let world = world(story);
        for as_of in moments(&world) {
            for by in [By::Members, By::Factions] {
                let drawn = picture(
                    &world,
                    &View {
                        by,
                        ..View::at(as_of.clone())
                    },
                );
                let layout = layout::arrange(&drawn);
                assert_apart(&drawn, &layout);
                seen += layout.edges.iter().filter(|edge| !edge.label.is_empty()).count();
            }
        }
    }
    assert!(60 < seen, "only {seen} edges have words");
}

#[test]
fn among_events_words_on_edges_hide_nothing() {
    let world = world("macbeth");
    let view = View {
        deeds: Deeds::Shown,
        around: Some(lorescope::draw::view::Around {
            who: world.find_entity("banquo").expect("he is in the story"),
            depth: 1,
        }),
        ..View::at(world.end())
    };
    let drawn = picture(&world, &view);
    let layout = layout::arrange(&drawn);
    assert!(20 < layout.edges.iter().filter(|edge| !edge.label.is_empty()).count());
    assert_apart(&drawn, &layout);
}

#[test]
fn bundled_once_is_bundled_for_good() {
    let world = world("macbeth");
    let drawn = picture(&world, &View::at(world.start()));
    assert!(drawn.edges.iter().any(|edge| !edge.also.is_empty()));
    assert_eq!(bundle::bundled(drawn.clone()), drawn);
}
