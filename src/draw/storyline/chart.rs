//! A storyline chart as plain data: lines, scenes and what is marked in them, before anyone has said where.

use super::course::{Course, Line};
use crate::draw::theme::{Hue, Theme};

/// Everything a storyline chart shows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Chart {
    /// What the whole is called; empty for none.
    pub title: String,
    /// The line under the title; empty for none.
    pub subtitle: String,
    /// Who and what is left out, in words; empty for none.
    pub remark: String,
    /// One line a character.
    pub threads: Vec<Thread>,
    /// What happens, one step a scene, from left to right.
    pub scenes: Vec<Scene>,
    /// The parts of the telling above the scenes, each from where it begins.
    pub columns: Vec<Column>,
    /// The factions whose colours run behind the lines.
    pub bands: Vec<Band>,
    /// How many events have happened at the end of the story; none where scenes do not stand in story order.
    pub moments: Option<u32>,
    /// How wide a row of scenes may be before the next begins below it, in pixels; none for one row however wide.
    pub row: Option<u32>,
    /// What has no room.
    pub left_out: LeftOut,
    /// Whether sentences stand in the chart, or only the ids by which they are found elsewhere.
    pub sentences: Sentences,
    /// How it looks.
    pub theme: Theme,
}

/// What a chart had no room for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LeftOut {
    /// Characters who have no line.
    pub characters: usize,
    /// Scenes that are not drawn because they have none.
    pub theirs: usize,
    /// Scenes of those who have one.
    pub scenes: usize,
}

/// Whether the sentence of an event stands in the chart.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sentences {
    /// Each scene and sign says what it is.
    #[default]
    Told,
    /// Only ids: whoever shows the chart knows the sentences, and how much of them may be known.
    Left,
}

/// One character's line.
#[derive(Clone, Debug, PartialEq)]
pub struct Thread {
    /// The character's id.
    pub id: String,
    /// The name people read.
    pub label: String,
    /// How the line runs at each scene.
    pub runs: Vec<Run>,
    /// The faction behind the line at each scene, by its place in [`Chart::bands`].
    pub bands: Vec<Option<usize>>,
    /// Where the character dies.
    pub deaths: Vec<Death>,
}

impl Thread {
    /// The line of somebody who is not told of.
    pub(super) fn nobody(steps: usize) -> Self {
        Self {
            id: String::new(),
            label: String::new(),
            runs: vec![Run::Missing; steps],
            bands: vec![None; steps],
            deaths: Vec::new(),
        }
    }

    /// Whether the line runs before the colour of a faction at a scene.
    #[must_use]
    pub fn is_before(&self, band: usize, step: usize) -> bool {
        self.bands[step] == Some(band) && self.runs[step].lives()
    }

    /// Whether the line runs before the colour of a faction anywhere.
    #[must_use]
    pub fn is_of(&self, band: usize) -> bool {
        (0..self.runs.len()).any(|step| self.is_before(band, step))
    }

    /// For each scene whether the line goes on into it from the one before: not after a death, and not for the dead.
    #[must_use]
    pub fn joined(&self) -> Vec<bool> {
        let goes_on = |step: usize| {
            let dies = self.deaths.iter().any(|death| death.step + 1 == step);
            step > 0 && self.runs[step - 1].lives() && self.runs[step].lives() && !dies
        };
        (0..self.runs.len()).map(goes_on).collect()
    }
}

/// The end of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Death {
    /// The scene in which the character dies.
    pub step: usize,
    /// The id of the event.
    pub event: String,
    /// What is told of it.
    pub told: String,
}

/// How a line runs at a scene.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Run {
    /// Not at all: before the character appears, while dead, or afterwards.
    #[default]
    Missing,
    /// The character is in the scene.
    There,
    /// The character is in the scene and dead: a ghost, or a body.
    Dead,
    /// The character is elsewhere.
    Elsewhere,
    /// The character has gone away, or nobody can tell where to: the line fades.
    Away,
}

impl Run {
    /// Whether the line can be seen.
    #[must_use]
    pub fn is_shown(self) -> bool {
        self != Self::Missing
    }

    /// Whether the line runs: the dead are dots.
    #[must_use]
    pub fn lives(self) -> bool {
        self.is_shown() && self != Self::Dead
    }
}

/// What happens at one step.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Scene {
    /// Who is there, as lines.
    pub who: Vec<Line>,
    /// What happens in it, one event after another.
    pub deeds: Vec<Deed>,
    /// What is marked on it.
    pub marks: Vec<Mark>,
}

/// An event of a scene.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deed {
    /// Its id.
    pub event: String,
    /// What is told of it.
    pub told: String,
    /// How many events have happened just after it.
    pub moment: u32,
}

/// A sign on a scene: an alliance, a betrayal, a return from the dead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// The sign.
    pub sign: String,
    /// Its colour as `#RRGGBB`.
    pub colour: String,
    /// What it stands for, in the legend.
    pub label: String,
    /// The id of the event.
    pub event: String,
    /// What is told of it.
    pub told: String,
    /// On whose line it stands: of somebody who acts, or lives again.
    pub line: Line,
}

/// A part of the telling.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Where in the telling, as it is written there.
    pub number: String,
    /// Its heading.
    pub title: String,
    /// The first scene in it.
    pub first: usize,
}

impl Column {
    /// Its number and its heading.
    #[must_use]
    pub fn label(&self) -> String {
        format!("{} {}", self.number, self.title).trim().to_owned()
    }
}

/// A faction behind the lines of its members.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Band {
    /// The faction's id.
    pub id: String,
    /// The name people read.
    pub label: String,
    /// Its colour, the same in every picture of the story.
    pub hue: Hue,
}

impl Chart {
    /// Who is with whom at each step; a line takes up room for its name before its first scene, so many steps long.
    #[must_use]
    pub fn course(&self, room: impl Fn(Line) -> usize) -> Course {
        let firsts: Vec<Option<usize>> = self
            .threads
            .iter()
            .map(|thread| thread.runs.iter().position(|run| run.is_shown()))
            .collect();
        let rooms: Vec<usize> = (0..self.threads.len()).map(room).collect();
        let steps = self.scenes.iter().enumerate().map(|(step, scene)| {
            let mut groups = vec![scene.who.clone()];
            groups.extend((0..self.threads.len()).filter_map(|line| {
                let soon = firsts[line].is_some_and(|first| step < first && first <= step + rooms[line]);
                let runs = self.threads[line].runs[step].is_shown() || soon;
                (runs && !scene.who.contains(&line)).then(|| vec![line])
            }));
            groups
        });
        Course::new(self.threads.len(), steps.collect())
    }
}
