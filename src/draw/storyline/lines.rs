//! The lines of a storyline chart and the colours of factions behind them, piece by piece: each piece leads to a scene.

use super::chart::{Run, Scene, Sentences};
use super::course::Line;
use super::frame::{Frame, UNIT};
use super::key::behind;
use super::paint::Painting;
use super::signs::told;
use crate::draw::svg::{Attribute, Sheet, number};

impl Painting<'_> {
    /// How a faction's colour is drawn.
    pub(super) fn band_group(&self, nth: usize) -> Vec<Attribute> {
        let band = &self.chart.bands[nth];
        vec![
            ("class", "band".to_owned()),
            ("data-faction", band.id.clone()),
            ("fill", "none".to_owned()),
            ("stroke", behind(&self.chart.theme, band.hue).hex()),
            ("stroke-width", number(UNIT * 2.0 + 0.6)),
            ("stroke-linejoin", "round".to_owned()),
        ]
    }

    /// A faction's colour behind the lines of its members.
    pub(super) fn band(&self, sheet: &mut Sheet, nth: usize) {
        for (line, thread) in self.chart.threads.iter().enumerate() {
            sheet.layer = line;
            let behind = |step: usize| thread.is_before(nth, step);
            for (first, last) in spans(self.frame, line, behind) {
                for (from, to) in self.pieces(line, first, last) {
                    let start = if from == first { 8.0 } else { 0.3 };
                    let end = if to == last { 8.0 } else { 0.3 };
                    sheet.empty(
                        "path",
                        &[
                            ("d", self.frame.path(line, from, to, (start, end))),
                            ("data-entity", thread.id.clone()),
                        ],
                    );
                }
            }
        }
    }

    /// A stretch of a line in pieces, each up to the next scene that the character is in.
    fn pieces(&self, line: Line, first: usize, last: usize) -> Vec<(usize, usize)> {
        let runs = &self.chart.threads[line].runs;
        let is_in = |step: &usize| matches!(runs[*step], Run::There | Run::Dead);
        let mut ends: Vec<usize> = (first..=last).filter(is_in).collect();
        if ends.last() != Some(&last) {
            ends.push(last);
        }
        let mut from = first;
        let mut pieces = Vec::new();
        for end in ends {
            pieces.push((from, end));
            from = end;
        }
        pieces
    }

    /// How a character's line is drawn.
    pub(super) fn thread_group(&self, line: Line) -> Vec<Attribute> {
        vec![
            ("class", "thread".to_owned()),
            ("data-entity", self.chart.threads[line].id.clone()),
            ("fill", "none".to_owned()),
            ("stroke", self.colours[line].hex()),
            ("stroke-width", "2.6".to_owned()),
            ("stroke-linecap", "round".to_owned()),
        ]
    }

    /// A character's line.
    pub(super) fn thread(&self, sheet: &mut Sheet, line: Line) {
        let thread = &self.chart.threads[line];
        let shown = |step: usize| thread.runs[step].lives();
        for (first, last) in spans(self.frame, line, shown) {
            for (from, to) in self.pieces(line, first, last) {
                // The way into an absence and out of it fades with it.
                let faded =
                    |step: usize| thread.runs[step] == Run::Away || step > from && thread.runs[step - 1] == Run::Away;
                let mut part = from;
                while part < to || from == to && part == from {
                    let fades = faded((part + 1).min(to));
                    let end = (part + 1..=to)
                        .take_while(|&step| faded(step) == fades)
                        .last()
                        .unwrap_or(to);
                    sheet.layer = part;
                    self.piece(sheet, (line, part, end), (first, last), fades);
                    part = end.max(part + 1);
                }
            }
        }
    }

    /// The next scene that a character is in.
    fn next_scene(&self, line: Line, step: usize) -> Option<&Scene> {
        let next = (step..self.chart.scenes.len()).find(|&next| self.chart.scenes[next].who.contains(&line));
        next.map(|next| &self.chart.scenes[next])
    }

    fn piece(
        &self,
        sheet: &mut Sheet,
        (line, from, to): (Line, usize, usize),
        (first, last): (usize, usize),
        fades: bool,
    ) {
        let longer = (
            if from == first { 5.0 } else { 0.0 },
            if to == last { 6.0 } else { 0.0 },
        );
        let mut attributes = vec![
            ("d", self.frame.path(line, from, to, longer)),
            ("data-entity", self.chart.threads[line].id.clone()),
        ];
        if fades {
            attributes.push(("stroke-width", "1.8".to_owned()));
            attributes.push(("stroke-dasharray", "1 5".to_owned()));
        }
        let name = &self.chart.threads[line].label;
        match (self.chart.sentences, self.next_scene(line, to)) {
            (Sentences::Told, Some(scene)) => {
                sheet.open("path", &attributes);
                sheet.words("title", &[], &format!("{name} → {}", told(scene)));
                sheet.close("path");
            }
            (Sentences::Told | Sentences::Left, _) => sheet.empty("path", &attributes),
        }
    }
}

/// The longest spans of steps of which something is so, and through which a line goes on.
fn spans(frame: &Frame, line: Line, so: impl Fn(usize) -> bool) -> Vec<(usize, usize)> {
    let mut found: Vec<(usize, usize)> = Vec::new();
    for step in (0..frame.x.len()).filter(|&step| so(step)) {
        match found
            .last_mut()
            .filter(|(_, last)| *last + 1 == step && frame.joins(line, step))
        {
            Some(open) => open.1 = step,
            None => found.push((step, step)),
        }
    }
    found
}
