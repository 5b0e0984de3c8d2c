//! The scenes of a storyline chart and the signs on them: who is there, what turns, who dies.

use super::chart::{Deed, Run, Scene, Sentences};
use super::course::Line;
use super::paint::Painting;
use super::pen::badge;
use crate::draw::svg::{Sheet, number};

impl Painting<'_> {
    pub(super) fn title(&self, sheet: &mut Sheet, words: &str) {
        if self.chart.sentences == Sentences::Told {
            sheet.words("title", &[], words);
        }
    }

    pub(super) fn scene(&self, sheet: &mut Sheet, step: usize) {
        let scene = &self.chart.scenes[step];
        let x = self.frame.x[step];
        let there: Vec<(Line, f64)> = scene
            .who
            .iter()
            .filter_map(|&line| Some((line, self.frame.y[line][step]?)))
            .collect();
        let (upper, lower) = there
            .iter()
            .fold((f64::INFINITY, f64::NEG_INFINITY), |(upper, lower), &(_, y)| {
                (upper.min(y), lower.max(y))
            });
        if there.is_empty() {
            return;
        }
        // Signs lie on scenes, whichever was told first.
        sheet.layer = 2 * step;
        let events: Vec<&str> = scene.deeds.iter().map(|deed: &Deed| deed.event.as_str()).collect();
        sheet.open("g", &[("class", "scene".to_owned()), ("data-event", events.join(" "))]);
        self.title(sheet, &told(scene));
        if there.len() > 1 {
            sheet.empty(
                "rect",
                &[
                    ("x", number(x - 5.0)),
                    ("y", number(upper - 5.5)),
                    ("width", "10".to_owned()),
                    ("height", number(lower - upper + 11.0)),
                    ("rx", "5".to_owned()),
                    ("fill", self.palette.paper.hex()),
                    ("stroke", self.palette.ink.hex()),
                    ("stroke-width", "1.3".to_owned()),
                ],
            );
        }
        for &(line, y) in &there {
            let colour = self.colours[line].hex();
            let mut attributes = vec![("cx", number(x)), ("cy", number(y)), ("r", "2.7".to_owned())];
            if self.chart.threads[line].runs[step] == Run::Dead {
                attributes.extend([
                    ("fill", self.palette.paper.hex()),
                    ("stroke", colour),
                    ("stroke-width", "1.4".to_owned()),
                ]);
            } else {
                attributes.push(("fill", colour));
            }
            attributes.push(("data-entity", self.chart.threads[line].id.clone()));
            sheet.empty("circle", &attributes);
        }
        sheet.close("g");
        self.marks(sheet, step, &there);
    }

    /// The signs of a scene, each on the line of whoever acts.
    fn marks(&self, sheet: &mut Sheet, step: usize, there: &[(Line, f64)]) {
        for mark in &self.chart.scenes[step].marks {
            let Some(&(_, y)) = there.iter().find(|(line, _)| *line == mark.line) else {
                continue;
            };
            sheet.layer = 2 * step + 1;
            sheet.open("g", &[("class", "mark".to_owned()), ("data-event", mark.event.clone())]);
            self.title(sheet, &mark.told);
            badge(
                sheet,
                (self.frame.x[step], y),
                &mark.sign,
                self.chart.theme.line_colour(&mark.colour),
                self.palette.ground,
            );
            sheet.close("g");
        }
    }

    /// A death is in ink whoever dies, so that a coloured ring is always the sign of an event.
    pub(super) fn deaths(&self, sheet: &mut Sheet) {
        for (line, thread) in self.chart.threads.iter().enumerate() {
            for death in &thread.deaths {
                let Some(y) = self.frame.y[line][death.step] else {
                    continue;
                };
                sheet.open(
                    "g",
                    &[
                        ("class", "mark ending".to_owned()),
                        ("data-entity", thread.id.clone()),
                        ("data-event", death.event.clone()),
                    ],
                );
                self.title(sheet, &death.told);
                badge(
                    sheet,
                    (self.frame.x[death.step] + 12.5, y),
                    "†",
                    self.palette.ink,
                    self.palette.ground,
                );
                sheet.close("g");
            }
        }
    }
}

/// Everything that is told of a scene.
pub(super) fn told(scene: &Scene) -> String {
    let sentences: Vec<&str> = scene.deeds.iter().map(|deed| deed.told.as_str()).collect();
    sentences.join("; ")
}
