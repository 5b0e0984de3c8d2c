//! Which colour each line has: lines that run side by side are told apart.

use super::chart::Chart;
use super::course::Line;
use crate::draw::theme::{Colour, Hue};
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// Darker and lighter kinds of every hue.
const SHADES: [u16; 2] = [0, 38];

/// The colours of the lines, each as far as can be from those beside it.
pub(super) fn colours(chart: &Chart, order: &[Vec<Line>]) -> Vec<Colour> {
    let theme = &chart.theme;
    let hues: Vec<Colour> = (0..theme.hues.len().max(1))
        .map(|nth| theme.hue(Hue::Nth(nth)))
        .collect();
    let mut beside: BTreeMap<(Line, Line), usize> = BTreeMap::new();
    for step in order {
        for pair in step.windows(2) {
            *beside.entry((pair[0].min(pair[1]), pair[0].max(pair[1]))).or_default() += 1;
        }
    }
    let near = |one: Line, other: Line| beside.get(&(one.min(other), one.max(other))).copied().unwrap_or(0);
    let mut lines: Vec<Line> = (0..chart.threads.len()).collect();
    let scenes = |line: Line| chart.threads[line].runs.iter().filter(|run| run.is_shown()).count();
    lines.sort_by_key(|&line| (Reverse(scenes(line)), line));
    let mut chosen: Vec<Option<(usize, usize)>> = vec![None; chart.threads.len()];
    for line in lines {
        let choices = (0..SHADES.len()).flat_map(|shade| (0..hues.len()).map(move |hue| (shade, hue)));
        let cost = |(shade, hue): (usize, usize)| {
            let others = chosen
                .iter()
                .enumerate()
                .filter_map(|(other, taken)| Some((other, (*taken)?)));
            let clash = others.map(|(other, taken)| {
                let alike = match (taken.1 == hue, taken.0 == shade) {
                    (true, true) => 6,
                    (true, false) => 3,
                    (false, _) => 0,
                };
                // Even those far apart are best told apart.
                alike * (1 + 2 * near(line, other))
            });
            clash.sum::<usize>()
        };
        chosen[line] = choices.min_by_key(|&choice| (cost(choice), choice));
    }
    let ground = theme.palette.ground;
    let colour = |choice: Option<(usize, usize)>| {
        let (shade, hue) = choice.unwrap_or_default();
        hues[hue]
            .towards(theme.palette.ink, SHADES[shade])
            .readable_on(ground, theme.tinting.line)
    };
    chosen.into_iter().map(colour).collect()
}
