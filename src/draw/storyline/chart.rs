//! A storyline chart as plain data: lines, scenes and what is marked in them, before anyone has said where.

use super::course::{Course, Line};
use crate::draw::picture::Theme;

/// Everything a storyline chart shows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Chart {
    /// What the whole is called; empty for none.
    pub title: String,
    /// The line under the title; empty for none.
    pub subtitle: String,
    /// Who and what is left out; empty for none.
    pub remark: String,
    /// One line a character.
    pub threads: Vec<Thread>,
    /// What happens, one step a scene, from left to right.
    pub scenes: Vec<Scene>,
    /// The parts of the telling above the scenes, each from where it begins.
    pub columns: Vec<Column>,
    /// The factions whose colours run behind the lines.
    pub bands: Vec<String>,
    /// Light or dark ground.
    pub theme: Theme,
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
    /// The scenes in which the character dies, each with what is told of it.
    pub deaths: Vec<(usize, String)>,
}

/// How a line runs at a scene.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Run {
    /// Not at all: before the character appears, while dead, or afterwards.
    #[default]
    Missing,
    /// The character is in the scene.
    There,
    /// The character is elsewhere.
    Elsewhere,
    /// The character has gone away, or nobody can tell where to: the line fades.
    Away,
}

/// What happens at one step.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Scene {
    /// Who is there, as lines.
    pub who: Vec<Line>,
    /// Where; empty where it is not told.
    pub place: String,
    /// What is told of it, an event a sentence.
    pub told: Vec<String>,
    /// What is marked on it.
    pub marks: Vec<Mark>,
}

/// A sign on a scene: an alliance, a betrayal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// The sign.
    pub sign: String,
    /// Its colour as `#RRGGBB`.
    pub colour: String,
    /// What it stands for, in the legend.
    pub label: String,
}

/// A part of the telling.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its heading.
    pub label: String,
    /// The first scene in it.
    pub first: usize,
}

impl Chart {
    /// Who is with whom at each step; a line takes up room for its name before its first scene, so many steps long.
    #[must_use]
    pub fn course(&self, room: impl Fn(&Thread) -> usize) -> Course {
        let rooms: Vec<usize> = self.threads.iter().map(room).collect();
        let steps = self.scenes.iter().enumerate().map(|(step, scene)| {
            let mut groups = vec![scene.who.clone()];
            groups.extend((0..self.threads.len()).filter_map(|line| {
                let thread = &self.threads[line];
                let soon = thread.runs[step..].iter().take(rooms[line] + 1);
                let starts = thread.runs[..step].iter().all(|&run| run == Run::Missing)
                    && soon.into_iter().any(|&run| run != Run::Missing);
                let runs = thread.runs[step] != Run::Missing || starts;
                (runs && !scene.who.contains(&line)).then(|| vec![line])
            }));
            groups
        });
        Course::new(self.threads.len(), steps.collect())
    }
}
