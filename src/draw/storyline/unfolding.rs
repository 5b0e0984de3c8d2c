//! The storyline of a page: drawn once for every position of its reader, and what stands in several drawings written once.
//!
//! ```text
//!   positions     0    1    2    3
//!   Kira's line        ├──────────┤        data-r="1 4"
//!   her name                ├──┤           data-r="2 3": elsewhere at another position
//! ```
//!
//! All drawings have the places of the whole story, so that a line does not move while somebody reads on.
//! Each is drawn on a light ground and on a dark one, which differ in their colours alone.
//! Whatever is in one follows from what its reader has been told, so that whoever shows it has only to leave out the others.

use super::chart::{Chart, Column, Run, Sentences, Thread};
use super::colours::colours;
use super::course::Line;
use super::drawn::staged;
use super::frame::Frame;
use super::inks::{Ink, joined, joined_value, named};
use super::paint::{Layer, Painting};
use super::plot::{Plot, present};
use super::scenes::{Draft, scene};
use super::threads::thread;
use crate::draw::svg::{Attribute, Sheet};
use crate::draw::theme::{Colour, Theme};
use crate::model::{EntityId, EventId};
use crate::timeline::Moment;
use crate::world::World;
use std::collections::BTreeMap;

/// The storyline of a page, which hears position by position what its readers know.
///
/// ```
/// use lorescope::draw::storyline::Unfolding;
/// use lorescope::{timeline::Lens, world::World};
///
/// let loaded = lorescope::load::read(
///     "story.json",
///     r#"{"lorescope": 1, "title": "Station", "characters": [{"id": "kira"}, {"id": "odo"}],
///         "events": [{"id": "talk", "kind": "conversation", "roles": {"speakers": ["kira", "odo"]}}]}"#,
/// );
/// let world = World::of(loaded.story, loaded.vocabulary, Lens::default());
/// let mut storyline = Unfolding::of(&world);
/// storyline.hear(&world);
/// let (svg, inks) = storyline.written().expect("two of them meet");
/// assert!(svg.contains(r#"data-event="talk""#) && svg.contains(r#"data-entity="odo""#));
/// assert!(svg.contains("var(--ink-0)") && inks.len() > 3);
/// ```
#[derive(Debug)]
pub struct Unfolding<'a> {
    world: &'a World,
    chart: Chart,
    drafts: Vec<Draft>,
    frame: Frame,
    colours: Vec<Colour>,
    /// The same on a dark ground, with the colours of its lines.
    night: (Chart, Vec<Colour>),
    pieces: BTreeMap<(Layer, usize, String), Vec<u32>>,
    positions: u32,
}

impl<'a> Unfolding<'a> {
    /// Finds the places of a whole story: one row, with ids by which the page finds what is told, and no sentence.
    #[must_use]
    pub fn of(world: &'a World) -> Self {
        let plot = Plot {
            row: None,
            sentences: Sentences::Left,
            ..Plot::default()
        };
        let (mut chart, drafts) = staged(world, &plot);
        // What it is called stands above it on the page.
        chart.title.clear();
        chart.subtitle.clear();
        let frame = Frame::of(&chart);
        let night = at_night(&chart);
        Self {
            colours: colours(&chart, &frame.order),
            night: (night.clone(), colours(&night, &frame.order)),
            pieces: BTreeMap::new(),
            positions: 0,
            world,
            chart,
            drafts,
            frame,
        }
    }

    /// Hears what a reader knows who has come to the next position.
    pub fn hear(&mut self, reader: &World) {
        let position = self.positions;
        self.positions += 1;
        let (chart, headings) = self.told(reader);
        let Some(frame) = self.frame.told(&chart, &headings) else {
            return;
        };
        let night = at_night(&chart);
        let painting = Painting::of(&chart, &frame, self.colours.clone());
        let dark = painting.with(&night, self.night.1.clone());
        for layer in [Layer::View].into_iter().chain(painting.layers()) {
            let pieces = drawn(&painting, layer).into_iter();
            for ((nth, day), (_, night)) in pieces.zip(drawn(&dark, layer)) {
                let piece = joined(&day, &night);
                self.pieces.entry((layer, nth, piece)).or_default().push(position);
            }
        }
    }

    /// The storyline as SVG, in which `data-r` says at which positions a part is seen: from one on and up to another, and again; and the colours that its variables stand for.
    /// None where nobody meets.
    #[must_use]
    pub fn written(&self) -> Option<(String, Vec<Ink>)> {
        if self.chart.scenes.is_empty() {
            return None;
        }
        let painting = Painting::of(&self.chart, &self.frame, self.colours.clone());
        let dark = painting.with(&self.night.0, self.night.1.clone());
        let mut sheet = Sheet::default();
        painting.begin(&mut sheet);
        let pieces: Vec<_> = self.pieces.iter().collect();
        for layer in pieces.chunk_by(|one, other| one.0.0 == other.0.0) {
            let group = painting.group(layer[0].0.0).zip(dark.group(layer[0].0.0));
            if let Some(((day, _), (night, _))) = &group {
                let both = day.iter().zip(night);
                let both = both.map(|((key, day), (_, night))| (*key, joined_value(day, night)));
                sheet.open("g", &both.collect::<Vec<Attribute>>());
            }
            for alike in layer.chunk_by(|one, other| one.1 == other.1) {
                let seen = ranges(alike[0].1);
                let always = seen == [(0, self.positions)];
                if !always {
                    let words: Vec<String> = seen.iter().map(|(from, until)| format!("{from} {until}")).collect();
                    sheet.open("g", &[("data-r", words.join(" "))]);
                }
                for ((_, _, piece), _) in alike {
                    sheet.piece(&format!("\n{piece}"));
                }
                if !always {
                    sheet.close("g");
                }
            }
            if group.is_some() {
                sheet.close("g");
            }
        }
        sheet.close("g");
        Some(named(&sheet.end()))
    }

    /// The chart as a reader knows it, scene by scene and line by line as in the whole; and which of the headings are in it.
    fn told(&self, reader: &World) -> (Chart, Vec<usize>) {
        let cut = Cut::of(self.world, reader);
        let drafts: Vec<Draft> = self.drafts.iter().map(|draft| cut.draft(draft)).collect();
        let factions: Vec<Option<EntityId>> = self.chart.bands.iter().map(|band| cut.entity(&band.id)).collect();
        let own = |thread: &Thread| cut.entity(&thread.id);
        let number: BTreeMap<EntityId, Line> = (0..)
            .zip(&self.chart.threads)
            .filter_map(|(line, thread)| Some((own(thread)?, line)))
            .collect();
        let threads = self.chart.threads.iter().map(|whole| {
            let Some(id) = own(whole) else {
                return Thread::nobody(drafts.len());
            };
            let mut told = thread(reader, id, &drafts, &factions);
            // Where the whole has no line, none has a place.
            for (run, whole) in told.runs.iter_mut().zip(&whole.runs) {
                if !whole.is_shown() {
                    *run = Run::Missing;
                }
            }
            told
        });
        let scenes = drafts
            .iter()
            .map(|draft| scene(reader, draft, (&number, &self.chart.theme)));
        let (headings, columns) = self.columns(reader, &drafts).into_iter().unzip();
        let knows_all = reader.story.events.len() == self.world.story.events.len()
            && reader.story.entities.len() == self.world.story.entities.len();
        let bands = self.chart.bands.iter().zip(&factions);
        let bands = bands.map(|(band, told)| {
            let mut band = band.clone();
            band.label = told.map_or_else(String::new, |id| reader.story.label(id).to_owned());
            band
        });
        let chart = Chart {
            // How many are not drawn is for whoever knows them all.
            remark: if knows_all {
                self.chart.remark.clone()
            } else {
                String::new()
            },
            threads: threads.collect(),
            scenes: scenes.collect(),
            columns,
            bands: bands.collect(),
            ..self.chart.clone()
        };
        (chart, headings)
    }

    /// The columns in which something has been told, each with its place in the whole, and its heading where that has been told.
    fn columns(&self, reader: &World, drafts: &[Draft]) -> Vec<(usize, Column)> {
        let columns = &self.chart.columns;
        let ends = columns.iter().skip(1).map(|next| next.first).chain([drafts.len()]);
        let told = columns.iter().zip(ends).enumerate().filter(|(_, (column, end))| {
            let mut scenes = drafts[column.first..*end].iter();
            scenes.any(|draft| !draft.events.is_empty())
        });
        let heard = |column: &Column| {
            let whole = self.drafts[column.first].section;
            whole.map(|nth| &self.world.story.sections[nth]).is_none_or(|whole| {
                let mut sections = reader.story.sections.iter();
                sections.any(|told| told.told.key == whole.told.key && told.title == whole.title)
            })
        };
        told.map(|(nth, (column, _))| {
            let mut told = column.clone();
            if !heard(column) {
                told.number.clear();
                told.title.clear();
            }
            (nth, told)
        })
        .collect()
    }
}

/// A chart on a dark ground.
fn at_night(chart: &Chart) -> Chart {
    Chart {
        theme: Theme::dark(),
        ..chart.clone()
    }
}

/// The elements of a layer, each with the layer within it that it is on.
fn drawn(painting: &Painting<'_>, layer: Layer) -> Vec<(usize, String)> {
    let mut sheet = Sheet::default();
    painting.draw(&mut sheet, layer);
    sheet.pieces()
}

/// Positions as ranges, each from one on and up to another.
fn ranges(positions: &[u32]) -> Vec<(u32, u32)> {
    let runs = positions.chunk_by(|one, other| one + 1 == *other);
    runs.map(|run| (run[0], run[run.len() - 1] + 1)).collect()
}

/// The ids of a whole story as a cut of it has them.
struct Cut<'a> {
    whole: &'a World,
    reader: &'a World,
    entities: BTreeMap<&'a str, EntityId>,
    events: BTreeMap<&'a str, EventId>,
    /// Where in the order of the whole the events of the cut stand, in their order.
    places: Vec<u32>,
}

impl<'a> Cut<'a> {
    fn of(whole: &'a World, reader: &'a World) -> Self {
        let story = &reader.story;
        let events: BTreeMap<&str, EventId> = story.event_ids().map(|id| (story.slug(id.into()), id)).collect();
        let sequence = whole.timeline.order.sequence().iter();
        let told = sequence.filter(|&&event| events.contains_key(whole.story.slug(event.into())));
        Self {
            whole,
            reader,
            entities: story.entity_ids().map(|id| (story.slug(id.into()), id)).collect(),
            places: told.map(|&event| whole.timeline.order.position(event)).collect(),
            events,
        }
    }

    fn entity(&self, id: &str) -> Option<EntityId> {
        self.entities.get(id).copied()
    }

    /// What is told of a scene; one of which nothing is told is still a moment.
    fn draft(&self, draft: &Draft) -> Draft {
        let own = |event: &EventId| self.events.get(self.whole.story.slug((*event).into())).copied();
        let events: Vec<EventId> = draft.events.iter().filter_map(own).collect();
        let begun = self.places.partition_point(|&place| place < draft.begins.0);
        let mut told = draft.clone();
        told.who = events.iter().flat_map(|&event| present(self.reader, event)).collect();
        told.begins = Moment(u32::try_from(begun).expect("events are counted in 32 bits"));
        told.events = events;
        told
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::telling::{Bookmark, abridge};
    use crate::timeline::Lens;

    /// Ann and Bo meet, then Cy joins them; that Bo is of the guard and Ann a queen, and that Bo dies between, is told at the end.
    const STORY: &str = r#"{"lorescope": 1, "title": "Ford",
        "characters": [
            {"id": "ann", "name": {"name": "Ann the Queen", "told": 3}, "aliases": ["Stranger"]},
            {"id": "bo", "relations": {"member": {"to": "guard", "told": 3}}}, {"id": "cy"}],
        "factions": [{"id": "guard", "name": "The Guard", "told": 3}],
        "events": [
            {"id": "first", "kind": "conversation", "roles": {"speakers": ["ann", "bo"]}, "place": "ford", "told": 1},
            {"id": "fall", "kind": "killing", "roles": {"killer": "ann", "victim": "bo"}, "told": 3},
            {"id": "third", "kind": "conversation", "roles": {"speakers": ["ann", "cy"]}, "place": "hill", "told": 2}],
        "places": [{"id": "ford"}, {"id": "hill"}]}"#;

    /// The parts of a drawing that are seen at a position, element by element.
    fn seen(svg: &str, position: u32) -> Vec<String> {
        let mut hidden = Vec::new();
        let mut seen = Vec::new();
        for line in svg.split(['\n', '>']).map(str::trim) {
            let said = |key: &str| Some(line.split_once(&format!("{key}=\""))?.1.split_once('"')?.0);
            if line.starts_with("<g") && !line.ends_with('/') {
                let ends = said("data-r").unwrap_or("0 9").split(' ');
                let ends: Vec<u32> = ends.map(|end| end.parse().expect("a number")).collect();
                hidden.push(!ends.chunks(2).any(|pair| pair[0] <= position && position < pair[1]));
            }
            if !hidden.contains(&true) {
                let word = |key| said(key).map(str::to_owned);
                let words = line.strip_suffix("</text").map(str::to_owned);
                let box_ = said("data-box").map(|_| "box".to_owned());
                seen.extend(word("data-event").or(words).or(box_));
            }
            if line == "</g" {
                hidden.pop();
            }
        }
        seen
    }

    #[test]
    fn every_reader_sees_what_has_been_told_and_no_more() {
        let loaded = crate::load::read("story.json", STORY);
        assert!(loaded.findings.is_empty(), "{:?}", loaded.findings);
        let telling = crate::telling::Telling::of(&loaded.story);
        let whole = World::of(loaded.story.clone(), loaded.vocabulary.clone(), Lens::default());
        let mut unfolding = Unfolding::of(&whole);
        for label in ["1", "2", "3"] {
            let bookmark = Bookmark::read(label, &loaded.story, &telling).expect("a label");
            let (story, vocabulary) = abridge(&loaded.story, &loaded.vocabulary, &telling, bookmark);
            unfolding.hear(&World::of(story, vocabulary, Lens::default()));
        }
        let (svg, inks) = unfolding.written().expect("they meet");
        // Every colour but that of the sheet has its like on a dark ground.
        assert_eq!(svg.matches("=\"#").count(), 1, "{svg}");
        assert!(inks.contains(&["#1b1f27".to_owned(), "#eef1f6".to_owned()]), "{inks:?}");
        assert_eq!(seen(&svg, 0), ["box", "first", "Stranger", "Bo"]);
        assert_eq!(seen(&svg, 1), ["box", "first", "third", "Stranger", "Bo", "Cy"]);
        assert_eq!(
            seen(&svg, 2),
            [
                "box",
                "first fall",
                "third",
                "fall",
                "†",
                "Ann the Queen",
                "Bo",
                "Cy",
                "The Guard",
                "†",
                "dies"
            ]
        );
    }
}
