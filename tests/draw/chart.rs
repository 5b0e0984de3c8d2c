//! On a chart of all moments, no line passes under a box that is none of its ends.

use std::path::Path;

use lorescope::draw::bundle;
use lorescope::draw::layout::{self, Layout};
use lorescope::draw::moments::{self, Each};
use lorescope::draw::picture::{End, Picture};
use lorescope::draw::view::View;
use lorescope::load::Input;
use lorescope::timeline::Lens;
use lorescope::world::World;

fn world(story: &str) -> World {
    let file = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("data")
        .join(story)
        .join("story.json");
    let loaded = lorescope::load::open(&[Input::Path(file)]).expect("the story can be read");
    World::of(loaded.story, loaded.vocabulary, Lens::default())
}

/// The lines of a picture that pass under a box, each with whose box that is.
fn hidden(picture: &Picture, layout: &Layout) -> Vec<String> {
    let mut hidden = Vec::new();
    for (edge, placed) in picture.edges.iter().zip(&layout.edges) {
        for (index, node) in picture.nodes.iter().enumerate() {
            let is_end = [edge.from, edge.to].contains(&End::Node(index));
            let area = layout.nodes[index].area;
            if !is_end && placed.path.windows(2).any(|pair| area.is_crossed_by(pair[0], pair[1])) {
                hidden.push(format!("{} under {}", picture.sentences(edge).join("; "), node.label));
            }
        }
    }
    hidden
}

/// A story as a series, one picture a section.
fn series(world: &World) -> Vec<(Picture, Layout)> {
    let view = View::at(world.end());
    let frames = moments::frames(world, &view, Each::Section, &mut |_, _| {}).expect("there are few sections");
    let pictures = frames.into_iter().map(|frame| bundle::bundled(frame.picture)).collect();
    let pictures = moments::aligned(pictures);
    let chart = moments::chart(world, &view, &pictures);
    let layouts = layout::on_chart(&chart, &pictures);
    pictures.into_iter().zip(layouts).collect()
}

#[test]
fn no_line_passes_under_a_box() {
    for story in ["what-you-leave-behind", "macbeth", "red-cliffs"] {
        let mut lines = 0;
        for (picture, layout) in series(&world(story)) {
            assert_eq!(hidden(&picture, &layout), [""; 0], "{story}, {}", picture.subtitle);
            lines += picture.edges.len();
        }
        assert!(200 < lines, "{story} has {lines}");
    }
}
