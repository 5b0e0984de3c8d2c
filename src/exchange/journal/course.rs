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
    /// The last section with a title; no event has one of its own.
    pub section: Option<String>,
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
            section: None,
        }
    }

    /// What holds after a line.
    pub(super) fn after(&self, step: &Step) -> Self {
        match step {
            Step::Heading { told, title, at } => Self {
                told: told.clone(),
                at: at.clone(),
                place: None,
                section: if title.is_some() {
                    told.clone()
                } else {
                    self.section.clone()
                },
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
            for (setting, steps) in openings(&way.setting, &wanted[i..], &titled[i]) {
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

/// What may be written before the first of some events, and what then holds.
fn openings(setting: &Setting, wanted: &[Setting], titled: &[Step]) -> Vec<(Setting, Vec<Step>)> {
    let mut all: Vec<(Setting, Vec<Step>)> = Vec::new();
    let (want, next) = (&wanted[0], wanted.get(1));
    if titled.is_empty() {
        all.push((setting.clone(), Vec::new()));
        for (told, at) in [(true, true), (true, false), (false, true), (false, false)] {
            let heading = Setting {
                told: want.told.clone().filter(|_| told),
                at: want.at.clone().filter(|_| at),
                place: None,
                section: setting.section.clone(),
            };
            let is_new = all.iter().all(|(known, _)| *known != heading);
            if is_new && pays(&heading, setting, wanted) {
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

/// Whether two events share what a heading would say, and it is not said already.
///
/// Within a section that has a title, events say for themselves where exactly they stand: a heading there would part what belongs together.
fn pays(heading: &Setting, setting: &Setting, wanted: &[Setting]) -> bool {
    let within = match (&heading.told, &setting.section) {
        (Some(told), Some(section)) => told != section && is_within(told, section),
        _ => false,
    };
    let changes = heading.told != setting.told || heading.at != setting.at;
    let shared = wanted.get(..2).unwrap_or_default();
    let told =
        (heading.told.is_some() || setting.told.is_some()) && shared.iter().all(|want| want.told == heading.told);
    let at = (heading.at.is_some() || setting.at.is_some()) && shared.iter().all(|want| want.at == heading.at);
    changes && !within && !shared.is_empty() && (told || at)
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

/// The headings with titles, in the order of the story's list: as many events as can be stand right below their own.
fn titled(story: &Story, wanted: &[Setting]) -> Vec<Vec<Step>> {
    let mut steps: Vec<Vec<Step>> = vec![Vec::new(); wanted.len() + 1];
    let stretches = stretches(&story.sections, wanted);
    // For each section the most events that those up to it can head in the order of the list, and the one before it in that.
    let mut best: Vec<(usize, Option<usize>)> = Vec::new();
    for &(start, length) in &stretches {
        let before =
            (0..best.len()).filter(|&other| length > 0 && stretches[other].1 > 0 && stretches[other].0 < start);
        let before = before.max_by_key(|&other| (best[other].0, other));
        best.push((length + before.map_or(0, |other| best[other].0), before));
    }
    let last = (0..best.len())
        .filter(|&nth| stretches[nth].1 > 0)
        .max_by_key(|&nth| best[nth].0);
    let chain: Vec<usize> = std::iter::successors(last, |&nth| best[nth].1).collect();
    let mut place = wanted.len();
    for (nth, section) in story.sections.iter().enumerate().rev() {
        if chain.contains(&nth) {
            place = stretches[nth].0;
        }
        let heading = Step::Heading {
            told: told(Some(&section.told)),
            title: Some(section.title.to_string()),
            at: None,
        };
        steps[place].insert(0, heading);
    }
    steps
}

/// For each section where the longest stretch of events that it heads begins, and how long it is.
fn stretches(sections: &[Section], wanted: &[Setting]) -> Vec<(usize, usize)> {
    let labels: Vec<String> = sections
        .iter()
        .map(|section| section.told.written.to_string())
        .collect();
    let of = |want: &Setting| {
        let told = want.told.as_deref()?.trim_matches('"');
        let heading = (0..labels.len()).filter(|&nth| is_within(told, &labels[nth]));
        heading.max_by_key(|&nth| labels[nth].len())
    };
    let mut longest = vec![(0, 0); sections.len()];
    let mut start = 0;
    let owners: Vec<Option<usize>> = wanted.iter().map(of).collect();
    for stretch in owners.chunk_by(|one, other| one == other) {
        if let Some(nth) = stretch[0].filter(|&nth| stretch.len() > longest[nth].1) {
            longest[nth] = (start, stretch.len());
        }
        start += stretch.len();
    }
    longest
}

/// Whether a place in the telling is that one, or within it: `2.03` is within `2`.
fn is_within(told: &str, label: &str) -> bool {
    told.strip_prefix(label)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}
