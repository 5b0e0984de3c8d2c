//! Where headings and places are written once for the events that share them, and where each event says its own.
//!
//! Every way of writing the course of a story is weighed by its characters, a few of the best at a time; a heading stands only where events share it, or where the story has a title for it.

use super::words::{told, when};
use crate::model::{EntityId, EventId, Section, Story};

/// How many ways of writing are weighed beside one another.
const WAYS: usize = 12;

/// What is said of every event until something else is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Setting {
    /// Where in the telling.
    pub told: Option<String>,
    /// When.
    pub at: Option<String>,
    /// Where.
    pub place: Option<EntityId>,
}

/// A line between events.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// `== TOLD title | AT`
    Heading {
        told: Option<String>,
        title: Option<String>,
        at: Option<String>,
    },
    /// `@ PLACE`
    Place(Option<EntityId>),
}

impl Setting {
    /// What an event says of itself.
    pub(super) fn of(story: &Story, id: EventId) -> Self {
        let event = story.event(id);
        Self {
            told: event.detail.as_ref().and_then(|detail| told(detail.told.as_ref())),
            at: when(story, &event.at),
            place: event.place,
        }
    }

    /// What holds after a line.
    pub(super) fn after(&self, step: &Step) -> Self {
        match step {
            Step::Heading { told, at, .. } => Self {
                told: told.clone(),
                at: at.clone(),
                place: None,
            },
            Step::Place(place) => Self {
                place: *place,
                ..self.clone()
            },
        }
    }
}

/// The lines before each event, and those behind the last.
pub(super) fn course(story: &Story) -> Vec<Vec<Step>> {
    let wanted: Vec<Setting> = story.event_ids().map(|id| Setting::of(story, id)).collect();
    let mut titled = titled(story, &wanted);
    let behind = titled.pop().unwrap_or_default();
    let mut layers: Vec<Vec<Way>> = Vec::new();
    let mut before = vec![Way {
        setting: Setting::default(),
        cost: 0,
        from: 0,
        steps: Vec::new(),
    }];
    for (i, want) in wanted.iter().enumerate() {
        let mut next: Vec<Way> = Vec::new();
        for (from, way) in before.iter().enumerate() {
            let shared = wanted.get(i + 1);
            for (setting, steps) in openings(&way.setting, want, shared, &titled[i]) {
                let lines: usize = steps.iter().map(|step| length(story, step)).sum();
                let cost = way.cost + lines + own(story, &setting, want);
                next.push(Way {
                    setting,
                    cost,
                    from,
                    steps,
                });
            }
        }
        next.sort_by_key(|way| way.cost);
        let mut kept: Vec<Way> = Vec::new();
        for way in next {
            if kept.len() < WAYS && kept.iter().all(|known| known.setting != way.setting) {
                kept.push(way);
            }
        }
        layers.push(std::mem::replace(&mut before, kept));
    }
    layers.push(before);
    let mut steps = vec![behind];
    let mut nth = 0;
    for layer in layers[1..].iter_mut().rev() {
        let way = &mut layer[nth];
        steps.push(std::mem::take(&mut way.steps));
        nth = way.from;
    }
    steps.reverse();
    steps
}

/// A way of writing the course up to an event.
struct Way {
    setting: Setting,
    cost: usize,
    /// Which of the ways before it goes on.
    from: usize,
    steps: Vec<Step>,
}

/// What may be written before an event, and what then holds.
fn openings(setting: &Setting, want: &Setting, next: Option<&Setting>, titled: &[Step]) -> Vec<(Setting, Vec<Step>)> {
    let mut all: Vec<(Setting, Vec<Step>)> = Vec::new();
    if titled.is_empty() {
        all.push((setting.clone(), Vec::new()));
        for (told, at) in [(true, true), (true, false), (false, true), (false, false)] {
            let heading = Setting {
                told: want.told.clone().filter(|_| told),
                at: want.at.clone().filter(|_| at),
                place: None,
            };
            let changes = heading.told != setting.told || heading.at != setting.at;
            let is_shared = next.is_some_and(|next| {
                let told = heading.told == next.told && (heading.told.is_some() || setting.told.is_some());
                let at = heading.at == next.at && (heading.at.is_some() || setting.at.is_some());
                told || at
            });
            if changes && is_shared && all.iter().all(|(known, _)| *known != heading) {
                let step = Step::Heading {
                    told: heading.told.clone(),
                    title: None,
                    at: heading.at.clone(),
                };
                all.push((heading, vec![step]));
            }
        }
    } else {
        let mut steps = titled.to_vec();
        for at in [None, want.at.clone()] {
            if let Some(Step::Heading { at: own, .. }) = steps.last_mut() {
                *own = at;
            }
            let after = steps.iter().fold(setting.clone(), |setting, step| setting.after(step));
            all.push((after, steps.clone()));
        }
    }
    if next.is_some_and(|next| next.place == want.place) {
        for i in 0..all.len() {
            let (setting, mut steps) = all[i].clone();
            if setting.place != want.place {
                let step = Step::Place(want.place);
                let after = setting.after(&step);
                steps.push(step);
                all.push((after, steps));
            }
        }
    }
    all
}

/// How many characters a line between events takes, with the blank line before a heading.
fn length(story: &Story, step: &Step) -> usize {
    let word = |word: &Option<String>, more: usize| word.as_ref().map_or(0, |word| word.chars().count() + more);
    match step {
        Step::Heading { told, title, at } => 4 + word(told, 1) + word(title, 1) + word(at, 3),
        Step::Place(place) => 2 + place.map_or(0, |place| 1 + slug_length(story, place)),
    }
}

/// How many characters an event needs to say what the setting does not say for it.
fn own(story: &Story, setting: &Setting, want: &Setting) -> usize {
    let length = |word: &Option<String>| word.as_ref().map_or(1, |word| word.chars().count());
    let told = if setting.told == want.told {
        0
    } else {
        10 + length(&want.told)
    };
    let at = match &want.at {
        at if *at == setting.at => 0,
        None => 9,
        at => 3 + length(at),
    };
    let place = match want.place {
        place if place == setting.place => 0,
        None => 8,
        Some(place) => 4 + slug_length(story, place),
    };
    told + at + place
}

fn slug_length(story: &Story, place: EntityId) -> usize {
    story.entity(place).id.chars().count()
}

/// The headings with titles, each before the first event of the longest stretch that it heads, in the order of the story's list.
fn titled(story: &Story, wanted: &[Setting]) -> Vec<Vec<Step>> {
    let mut steps: Vec<Vec<Step>> = vec![Vec::new(); wanted.len() + 1];
    let mut least = 0;
    for (nth, section) in story.sections.iter().enumerate() {
        let heads = |want: &Setting| want.told.as_deref().is_some_and(|told| is_headed(section, told));
        // Where a section heads nothing, the next that does keeps its place.
        let start = longest(wanted, heads).unwrap_or_else(|| {
            let later = story.sections[nth + 1..].iter();
            let mut starts = later.filter_map(|section| {
                longest(wanted, |want| {
                    want.told.as_deref().is_some_and(|told| is_headed(section, told))
                })
            });
            starts.next().unwrap_or(wanted.len())
        });
        least = start.max(least);
        steps[least].push(Step::Heading {
            told: told(Some(&section.told)),
            title: Some(section.title.to_string()),
            at: None,
        });
    }
    steps
}

/// Where the longest stretch of events begins of which something is so.
fn longest(wanted: &[Setting], is_so: impl Fn(&Setting) -> bool) -> Option<usize> {
    let mut best: Option<(usize, usize)> = None;
    let mut start = 0;
    for i in 0..=wanted.len() {
        if i < wanted.len() && is_so(&wanted[i]) {
            continue;
        }
        if i > start && best.is_none_or(|(_, length)| i - start > length) {
            best = Some((start, i - start));
        }
        start = i + 1;
    }
    best.map(|(start, _)| start)
}

/// Whether a place in the telling is a section, or within it: `2.03` is within `2`.
fn is_headed(section: &Section, told: &str) -> bool {
    let label = section.told.written.to_string();
    let told = told.trim_matches('"');
    told.strip_prefix(&label)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}
