//! The chart of a story: everybody's place at every moment, from all that ever ties them.

use std::collections::{BTreeMap, BTreeSet};

use crate::draw::layout::{self, Chart, Layout, Spot};
use crate::draw::organic::{Body, GAP, Tie, arrange};
use crate::draw::picture::{Cluster, Edge, End, LegendRow, Node, Picture, Shape};
use crate::draw::view::{Deeds, View, crowd, ever, looks};
use crate::model::{EntityId, EntityKind};
use crate::world::World;

/// How much a tie weighs that only the pictures know of.
const PASSING: f64 = 0.25;
/// At how many moments it is looked how much room everybody takes.
const LOOKS: usize = 9;
/// By how much somebody may be larger in a picture than known: less than the gap between any two.
const SLACK: f64 = GAP * 0.6;

/// What wants a place: its size, and whose ground it stands on.
#[derive(Default)]
struct Wish {
    width: f64,
    height: f64,
    home: Option<String>,
}

/// Gives everybody a place that serves all moments of a story, and everybody in these pictures one among them.
///
/// The same story and view give the same chart, whichever moments are then drawn on it, unless a
/// picture shows what no other moment does.
#[must_use]
pub fn chart(world: &World, view: &View, pictures: &[Picture]) -> Chart {
    let ever = ever(world, view);
    let id = |entity: EntityId| world.story.entity(entity).id.to_string();
    let mut wishes: BTreeMap<String, Wish> = BTreeMap::new();
    widen(&mut wishes, &everybody(world, view, &ever.shown), 0.0);
    for as_of in looks(world, LOOKS) {
        let mut seen = crowd(
            world,
            &View {
                as_of,
                deeds: Deeds::Left,
                ..view.clone()
            },
        );
        super::reel::keep(&mut seen, |picture, node| wishes.contains_key(&picture.nodes[node].id));
        widen(&mut wishes, &seen, 0.0);
    }
    for picture in pictures {
        widen(&mut wishes, picture, SLACK);
    }
    for (member, faction) in &ever.homes {
        if let Some(wish) = wishes.get_mut(&id(*member)) {
            wish.home = Some(id(*faction));
        }
    }
    let mut pairs: BTreeMap<(String, String), f64> = ever
        .ties
        .iter()
        .map(|((one, two), weight)| ((id(*one), id(*two)), *weight))
        .collect();
    for picture in pictures {
        for node in &picture.nodes {
            let home = node.cluster.map(|cluster| picture.clusters[cluster].id.clone());
            settle(&mut wishes, &node.id, home);
        }
        for cluster in &picture.clusters {
            let home = cluster.parent.map(|parent| picture.clusters[parent].id.clone());
            settle(&mut wishes, &cluster.id, home);
        }
        for edge in &picture.edges {
            let name = |end: End| match end {
                End::Node(node) => picture.nodes[node].id.clone(),
                End::Cluster(cluster) => picture.clusters[cluster].id.clone(),
            };
            let (from, to) = (name(edge.from), name(edge.to));
            let turned = (to.clone(), from.clone());
            if !pairs.contains_key(&turned) {
                pairs.entry((from, to)).or_insert(PASSING);
            }
        }
    }
    let ranks: BTreeMap<&str, usize> = wishes
        .keys()
        .enumerate()
        .map(|(rank, id)| (id.as_str(), rank))
        .collect();
    let rank = |id: &str| ranks.get(id).copied();
    let bodies: Vec<Body<'_>> = wishes
        .iter()
        .map(|(id, wish)| Body {
            id,
            width: wish.width,
            height: wish.height,
            within: wish.home.as_deref().and_then(rank),
        })
        .collect();
    let ties: Vec<Tie> = pairs
        .iter()
        .filter_map(|((one, two), weight)| {
            Some(Tie {
                from: rank(one)?,
                to: rank(two)?,
                weight: *weight,
            })
        })
        .collect();
    let places = arrange(&bodies, &ties);
    let spots = wishes
        .iter()
        .zip(places)
        .map(|((id, wish), at)| {
            (
                id.clone(),
                Spot {
                    at,
                    home: wish.home.clone(),
                },
            )
        })
        .collect();
    Chart { spots }
}

/// Gives pictures one legend, so that a row has the same place in each.
#[must_use]
pub fn aligned(mut pictures: Vec<Picture>) -> Vec<Picture> {
    let mut rows: Vec<LegendRow> = Vec::new();
    for picture in &mut pictures {
        let places: Vec<usize> = picture
            .legend
            .iter()
            .map(|row| {
                rows.iter().position(|known| known == row).unwrap_or_else(|| {
                    rows.push(row.clone());
                    rows.len() - 1
                })
            })
            .collect();
        for edge in &mut picture.edges {
            edge.row = places.get(edge.row).copied().unwrap_or(edge.row);
            for strand in &mut edge.also {
                strand.row = places.get(strand.row).copied().unwrap_or(strand.row);
            }
        }
    }
    for picture in &mut pictures {
        picture.legend.clone_from(&rows);
    }
    pictures
}

/// Takes somebody's home from a picture where the story as a whole knows none.
fn settle(wishes: &mut BTreeMap<String, Wish>, id: &str, home: Option<String>) {
    if let (Some(wish), Some(home)) = (wishes.get_mut(id), home)
        && wish.home.is_none()
    {
        wish.home = Some(home);
    }
}

/// Notes how much room everybody in a picture takes.
///
/// By a little they may be larger than known, since that much room is around everybody anyway.
fn widen(wishes: &mut BTreeMap<String, Wish>, picture: &Picture, slack: f64) {
    let [nodes, clusters] = layout::rooms(picture);
    let nodes = picture.nodes.iter().map(|node| &node.id).zip(nodes);
    let clusters = picture.clusters.iter().map(|cluster| &cluster.id).zip(clusters);
    for (id, (width, height)) in nodes.chain(clusters) {
        let wish = wishes.entry(id.clone()).or_default();
        if wish.width + slack < width {
            wish.width = width;
        }
        if wish.height + slack < height {
            wish.height = height;
        }
    }
}

/// Returns a picture of everybody, each as a node with a note, and factions as titles too.
fn everybody(world: &World, view: &View, shown: &BTreeSet<EntityId>) -> Picture {
    let mut picture = Picture {
        theme: view.theme.clone(),
        ..Picture::default()
    };
    for entity in shown {
        let told = world.story.entity(*entity);
        let label = world.story.label(*entity);
        let shape = match told.kind {
            EntityKind::Character => Shape::Character,
            EntityKind::Faction => Shape::Faction,
            EntityKind::Place => Shape::Place,
            EntityKind::Item => Shape::Item,
        };
        let mut node = Node {
            shape,
            ..Node::character(told.id.as_str(), format!("† {label}"))
        };
        if shape == Shape::Faction {
            picture.clusters.push(Cluster {
                id: told.id.to_string(),
                ..Cluster::titled(label)
            });
        } else {
            "–".clone_into(&mut node.note);
        }
        picture.nodes.push(node);
    }
    picture
}

/// Marks in each layout what was not so in the picture before: whoever has come or changed, and every tie that has begun.
pub fn freshen(pictures: &[Picture], layouts: &mut [Layout]) {
    let edges = |picture: &Picture| -> BTreeSet<(String, String, String)> {
        let all = picture.edges.iter().map(|edge| known_by(picture, edge));
        all.collect()
    };
    for (pair, layout) in pictures.windows(2).zip(layouts.iter_mut().skip(1)) {
        let (before, after) = (&pair[0], &pair[1]);
        let home = |picture: &Picture, node: &Node| Some(picture.clusters[node.cluster?].id.clone());
        for (node, placed) in after.nodes.iter().zip(&mut layout.nodes) {
            let was = before.nodes.iter().find(|other| other.id == node.id);
            placed.is_fresh = was.is_none_or(|was| {
                (was.state, &was.note, home(before, was)) != (node.state, &node.note, home(after, node))
            });
        }
        let known = edges(before);
        for (edge, placed) in after.edges.iter().zip(&mut layout.edges) {
            placed.is_fresh = !known.contains(&known_by(after, edge));
        }
    }
}

/// Returns whom an edge joins and what it says, whatever their numbers in one picture.
fn known_by(picture: &Picture, edge: &Edge) -> (String, String, String) {
    let name = |end: End| match end {
        End::Node(node) => picture.nodes[node].id.clone(),
        End::Cluster(cluster) => picture.clusters[cluster].id.clone(),
    };
    (name(edge.from), name(edge.to), picture.sentences(edge).join("; "))
}
