//! Two moments in one picture: what is gone, what is new and what has stayed, each told by a sign as well as by a colour.
//!
//! Ties are lines; the factions that somebody has left or joined stand under their name, where they
//! hide nothing. What has come is thick and what has gone is broken, each relation in another way, so
//! that the legend tells a line from the next where words on it have no room; what has stayed is faint.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use crate::draw::picture::{Change, Cluster, Edge, End, LegendRow, Line, Node, Picture, State};
use crate::draw::theme::{Colour, Hue, Theme};
use crate::draw::view::Side;

/// What has come.
const NEW: Colour = Colour::new(0x1A, 0x85, 0x3F);
/// What has gone.
const GONE: Colour = Colour::new(0xC0, 0x39, 0x2B);

impl Change {
    fn between(before: bool, after: bool) -> Self {
        match (before, after) {
            (false, true) => Self::New,
            (true, false) => Self::Gone,
            (true, true) | (false, false) => Self::Kept,
        }
    }

    /// Returns words with the sign of the change before them.
    fn mark(self, words: &str) -> String {
        match self {
            Self::Kept => words.to_owned(),
            Self::New => format!("+ {words}"),
            Self::Gone => format!("− {words}"),
        }
    }

    fn hue(self, theme: &Theme) -> Option<Hue> {
        let colour = match self {
            Self::Kept => return None,
            Self::New => NEW,
            Self::Gone => GONE,
        };
        // As a line's, so that a theme of greys has none of it.
        Some(Hue::Own(theme.line_colour(&colour.hex())))
    }
}

/// The lines of what has come, for the relations of which most has.
const NEW_LINES: [Line; 6] = [
    Line::Bold,
    Line::BoldDashed,
    Line::BoldDotted,
    Line::BoldDashDot,
    Line::BoldLongDashed,
    Line::BoldDashDotDot,
];
/// The lines of what has gone, likewise.
const GONE_LINES: [Line; 8] = [
    Line::Dashed,
    Line::Dotted,
    Line::LongDashed,
    Line::DashDot,
    Line::DashDotDot,
    Line::LongShort,
    Line::DotDot,
    Line::DashDashDot,
];

/// An edge by what it is and whom it joins, whatever their numbers.
type Key = (String, String, String);

/// Returns the picture of two moments of one story, the earlier one first.
///
/// Whoever is neither changed nor tied to anybody is left out. Title and theme are those of the second.
#[must_use]
pub fn compared(before: &Side, after: &Side) -> Picture {
    let called = |side: &Side| {
        let words = &side.picture.subtitle;
        words.strip_prefix("as of ").unwrap_or(words).to_owned()
    };
    let mut whole = Picture {
        title: after.picture.title.clone(),
        subtitle: format!("from {}\nto {}", called(before), called(after)),
        theme: after.picture.theme.clone(),
        is_terse: true,
        ..Picture::default()
    };
    let mut counts = Counts::default();
    let clusters = clusters(&mut whole, &before.picture, &after.picture);
    let nodes = nodes(&mut whole, &clusters, (before, after), &mut counts);
    let place = |id: &str| match clusters.get(id) {
        Some(cluster) => Some(End::Cluster(*cluster)),
        None => nodes.get(id).map(|node| End::Node(*node)),
    };
    edges(&mut whole, &before.picture, &after.picture, &place, &mut counts);
    stroke(&mut whole);
    homes(&mut whole, before, after, &place, &mut counts);
    whole.remark = counts.words();
    let is_kept = |picture: &Picture, index: usize| {
        let node = &picture.nodes[index];
        let is_at = |end: End| end == End::Node(index);
        let is_changed = node.hue.is_some() || !node.note.is_empty();
        is_changed || node.cluster.is_some() || picture.edges.iter().any(|edge| is_at(edge.from) || is_at(edge.to))
    };
    // Where nothing is changed or tied at all, everybody stands there as they are.
    if (0..whole.nodes.len()).any(|index| is_kept(&whole, index)) {
        super::reel::keep(&mut whole, is_kept);
    }
    whole
}

/// Writes on every line that came or went what it says; on one of several strands that is written already.
#[must_use]
pub fn labelled(mut picture: Picture) -> Picture {
    for edge in &mut picture.edges {
        let Some(row) = picture.legend.get(edge.row).filter(|_| edge.also.is_empty()) else {
            continue;
        };
        if row.change != Change::Kept {
            edge.label = match edge.label.as_str() {
                "" => row.label.clone(),
                words => format!("{}: {words}", row.label),
            };
        }
    }
    picture
}

/// How much has changed.
#[derive(Default)]
struct Counts {
    new: usize,
    gone: usize,
    kept: usize,
    died: usize,
    moved: usize,
}

impl Counts {
    fn words(&self) -> String {
        let lines = |count: usize, words: &str| match count {
            0 => None,
            1 => Some(format!("1 tie {words}")),
            more => Some(format!("{more} ties {words}")),
        };
        let people = |count: usize, words: &str| (0 < count).then(|| format!("{count} {words}"));
        let told: Vec<String> = [
            lines(self.new, "new (+)"),
            lines(self.gone, "gone (−)"),
            lines(self.kept, "kept"),
            people(self.died, "died (†)"),
            people(self.moved, "left or joined a faction"),
        ]
        .into_iter()
        .flatten()
        .collect();
        told.join(", ")
    }
}

/// Puts the boxes of both moments in the whole, and returns their places.
fn clusters(whole: &mut Picture, before: &Picture, after: &Picture) -> BTreeMap<String, usize> {
    let mut known: BTreeMap<&str, (&Picture, &Cluster)> = BTreeMap::new();
    for picture in [before, after] {
        known.extend(
            picture
                .clusters
                .iter()
                .map(|cluster| (cluster.id.as_str(), (picture, cluster))),
        );
    }
    let places: BTreeMap<String, usize> = known
        .keys()
        .enumerate()
        .map(|(place, id)| ((*id).to_owned(), place))
        .collect();
    for (picture, cluster) in known.values() {
        let parent = cluster.parent.and_then(|parent| picture.clusters.get(parent));
        let parent = parent.and_then(|parent| places.get(&parent.id).copied());
        whole.clusters.push(Cluster {
            parent,
            ..(*cluster).clone()
        });
    }
    places
}

/// Puts everybody of both moments in the whole, marked with what became of them, and returns their places.
fn nodes(
    whole: &mut Picture,
    clusters: &BTreeMap<String, usize>,
    (before, after): (&Side, &Side),
    counts: &mut Counts,
) -> BTreeMap<String, usize> {
    let of = |side: &Side| -> BTreeMap<String, Node> {
        let there = side.picture.nodes.iter().filter(|node| !side.unborn.contains(&node.id));
        there.map(|node| (node.id.clone(), node.clone())).collect()
    };
    let (earlier, later) = (of(before), of(after));
    let mut places = BTreeMap::new();
    let ids: BTreeSet<&String> = earlier.keys().chain(later.keys()).collect();
    for id in ids {
        if clusters.contains_key(id) {
            continue;
        }
        let (was, is) = (earlier.get(id), later.get(id));
        let Some(known) = is.or(was) else { continue };
        let change = Change::between(was.is_some(), is.is_some());
        let picture = if is.is_some() { &after.picture } else { &before.picture };
        let home = known.cluster.and_then(|cluster| picture.clusters.get(cluster));
        let mut node = Node {
            cluster: home.and_then(|home| clusters.get(&home.id).copied()),
            label: change.mark(&known.label),
            note: String::new(),
            hue: change.hue(&whole.theme).or(known.hue),
            ..known.clone()
        };
        let states = (was.map(|node| node.state), is.map(|node| node.state));
        let became = match states {
            (Some(State::Dead), Some(State::Dead)) | (None, _) | (_, None) => None,
            (Some(_), Some(State::Dead)) => {
                counts.died += 1;
                Some((Change::Gone, "died"))
            }
            (Some(State::Dead), Some(_)) => Some((Change::New, "came back to life")),
            (Some(State::Away), Some(State::Away)) => None,
            (Some(_), Some(State::Away)) => Some((Change::Gone, "went away")),
            (Some(State::Away), Some(_)) => Some((Change::New, "came back")),
            (Some(State::Alive), Some(State::Unknown)) => Some((Change::Gone, "fate unknown")),
            (Some(State::Unknown), Some(State::Alive)) => Some((Change::New, "found again")),
            (Some(State::Alive), Some(State::Alive)) | (Some(State::Unknown), Some(State::Unknown)) => None,
        };
        if let Some((change, words)) = became {
            node.note = change.mark(words);
            node.hue = change.hue(&whole.theme);
        }
        places.insert(id.clone(), whole.nodes.len());
        whole.nodes.push(node);
    }
    places
}

/// Puts the lines of both moments in the whole.
fn edges(
    whole: &mut Picture,
    before: &Picture,
    after: &Picture,
    place: &dyn Fn(&str) -> Option<End>,
    counts: &mut Counts,
) {
    let of = |picture: &Picture| -> BTreeMap<Key, (LegendRow, Edge)> {
        let row = |edge: &Edge| picture.legend.get(edge.row).cloned();
        let edges = picture
            .edges
            .iter()
            .filter_map(|edge| Some((key(picture, edge), (row(edge)?, edge.clone()))));
        edges.collect()
    };
    let (earlier, later) = (of(before), of(after));
    let mut rows = Rows::default();
    let keys: BTreeSet<&Key> = earlier.keys().chain(later.keys()).collect();
    for key in keys {
        let (was, is) = (earlier.get(key), later.get(key));
        let Some((row, edge)) = is.or(was) else { continue };
        let (Some(from), Some(to)) = (place(&key.1), place(&key.2)) else {
            continue;
        };
        let change = Change::between(was.is_some(), is.is_some());
        match change {
            Change::Kept => counts.kept += 1,
            Change::New => counts.new += 1,
            Change::Gone => counts.gone += 1,
        }
        let row = rows.place(whole, change, row);
        whole.edges.push(Edge {
            from,
            to,
            row,
            ..edge.clone()
        });
    }
}

/// Writes under everybody which factions they have left and joined, and to which others they belong than the one around them.
fn homes(whole: &mut Picture, before: &Side, after: &Side, place: &dyn Fn(&str) -> Option<End>, counts: &mut Counts) {
    let none = BTreeMap::new();
    let ids: BTreeSet<&String> = before.homes.keys().chain(after.homes.keys()).collect();
    for id in ids {
        let Some(end) = place(id) else { continue };
        let of = |side: &'_ Side| side.homes.get(id).unwrap_or(&none).clone();
        let (was, is) = (of(before), of(after));
        let left = was.iter().filter(|(faction, _)| !is.contains_key(*faction));
        let joined = is.iter().filter(|(faction, _)| !was.contains_key(*faction));
        let left = left.map(|(_, name)| Change::Gone.mark(name));
        let mut words: Vec<String> = left.chain(joined.map(|(_, name)| Change::New.mark(name))).collect();
        counts.moved += usize::from(!words.is_empty());
        let around: BTreeSet<usize> = whole.clusters_around(end).into_iter().collect();
        let is_around =
            |faction: &str| matches!(place(faction), Some(End::Cluster(cluster)) if around.contains(&cluster));
        let stayed = is
            .iter()
            .filter(|(faction, _)| was.contains_key(*faction) && !is_around(faction));
        words.extend(stayed.map(|(_, name)| format!("also {name}")));
        match end {
            End::Node(node) => {
                let note = &mut whole.nodes[node].note;
                let said = Some(note.clone()).filter(|note| !note.is_empty());
                *note = said.into_iter().chain(words).collect::<Vec<_>>().join("\n");
            }
            End::Cluster(cluster) if !words.is_empty() => {
                let label = &mut whole.clusters[cluster].label;
                *label = format!("{label}\n{}", words.join("\n"));
            }
            End::Cluster(_) => {}
        }
    }
}

/// Gives each relation that came or went a line of its own, the clearest to the one of which most did.
fn stroke(whole: &mut Picture) {
    for (change, lines) in [(Change::New, &NEW_LINES[..]), (Change::Gone, &GONE_LINES[..])] {
        let uses = |row: usize| whole.edges.iter().filter(|edge| edge.row == row).count();
        let rows = (0..whole.legend.len()).filter(|row| whole.legend[*row].change == change);
        let mut rows: Vec<(usize, usize)> = rows.map(|row| (uses(row), row)).collect();
        rows.sort_by_key(|(uses, row)| (Reverse(*uses), *row));
        for ((_, row), line) in rows.into_iter().zip(lines.iter().cycle()) {
            whole.legend[row].line = *line;
        }
    }
}

/// Where the rows of the legend stand, each relation under what became of it.
#[derive(Default)]
struct Rows {
    places: BTreeMap<(Change, String), usize>,
}

impl Rows {
    fn place(&mut self, whole: &mut Picture, change: Change, row: &LegendRow) -> usize {
        *self.places.entry((change, row.id.clone())).or_insert_with(|| {
            let colour = match change {
                Change::Kept => row.colour.clone(),
                Change::New => NEW.hex(),
                Change::Gone => GONE.hex(),
            };
            whole.legend.push(LegendRow {
                label: change.mark(&row.label),
                colour,
                change,
                is_faint: change == Change::Kept,
                ..row.clone()
            });
            whole.legend.len() - 1
        })
    }
}

fn key(picture: &Picture, edge: &Edge) -> Key {
    let name = |end: End| match end {
        End::Node(node) => picture.nodes[node].id.clone(),
        End::Cluster(cluster) => picture.clusters[cluster].id.clone(),
    };
    let row = picture.legend.get(edge.row).map(|row| row.id.clone());
    (row.unwrap_or_default(), name(edge.from), name(edge.to))
}

#[cfg(test)]
mod tests;
