//! Where the names of lines stand, so that no line runs through one and none covers another.

use super::chart::{Chart, Run};
use super::course::Line;
use super::frame::{Frame, NAME, UNIT, name_width};
use crate::draw::layout::Rect;

/// A name at a place.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Name {
    /// Whose.
    pub(super) line: Line,
    /// The scene that the line begins with there.
    pub(super) step: usize,
    /// The left end, and the middle of its height.
    pub(super) at: (f64, f64),
    /// From where to where a thin line leads to the one that it names, if it stands apart.
    pub(super) leader: Option<[(f64, f64); 2]>,
    /// Whether nothing is in its way.
    pub(super) is_free: bool,
}

/// How many scenes along its line a name may stand.
const FURTHER: usize = 8;

/// From the middle of a name to its upper and lower edge.
const HALF: f64 = NAME * 0.5;

/// The names of all lines: where each begins, where it begins again, at the left of each row and at the right end.
pub(super) fn names(chart: &Chart, frame: &Frame) -> Vec<Name> {
    let mut taken: Vec<Rect> = signs(chart, frame);
    let mut names = Vec::new();
    let mut wanted: Vec<(usize, Line)> = Vec::new();
    for (line, thread) in chart.threads.iter().enumerate() {
        let mut last_named = None;
        for (step, run) in thread.runs.iter().enumerate().filter(|(_, run)| run.is_shown()) {
            if frame.joins(line, step) {
                if frame.rows.iter().any(|row| row.first == step) {
                    // A line that comes from the row above is named where it comes in.
                    let width = name_width(&thread.label);
                    let left = frame.rows[frame.row(step)].left - 9.0 - width;
                    names.push(Name::free(line, step, (left, frame.y[line][step].unwrap_or_default())));
                    last_named = Some(step);
                }
                continue;
            }
            // Who comes back at once needs no second name.
            if *run == Run::Dead || last_named.is_none_or(|named| named + 3 < step) {
                wanted.push((step, line));
            }
            last_named = Some(step);
        }
    }
    let end = frame.rows.last().map_or(0, |row| row.last);
    for (line, thread) in chart.threads.iter().enumerate() {
        let Some(y) = frame.y[line].get(end).copied().flatten() else {
            continue;
        };
        let begins = (0..=end).rev().find(|&step| !frame.joins(line, step)).unwrap_or(0);
        let begins = begins.max(frame.rows.last().map_or(0, |row| row.first));
        if frame.x[end] - frame.x[begins] < 150.0 {
            continue;
        }
        let dies = thread.deaths.iter().any(|death| death.step == end);
        names.push(Name::free(
            line,
            end,
            (frame.x[end] + if dies { 22.0 } else { 11.0 }, y),
        ));
    }
    taken.extend(
        names
            .iter()
            .map(|name| area(name.at, name_width(&chart.threads[name.line].label))),
    );
    // Names before a scene leave the least room to others.
    wanted.sort_unstable();
    for (step, line) in wanted {
        let name = best(chart, frame, (step, line), &taken);
        taken.push(area(name.at, name_width(&chart.threads[line].label)));
        names.push(name);
    }
    names
}

impl Name {
    fn free(line: Line, step: usize, at: (f64, f64)) -> Self {
        Self {
            line,
            step,
            at,
            leader: None,
            is_free: true,
        }
    }
}

fn area(at: (f64, f64), width: f64) -> Rect {
    Rect {
        x: at.0 - 1.0,
        y: at.1 - HALF,
        width: width + 2.0,
        height: 2.0 * HALF,
    }
}

/// What a name must not cover: scenes, signs at the ends of lines.
fn signs(chart: &Chart, frame: &Frame) -> Vec<Rect> {
    let mut signs = Vec::new();
    for (step, scene) in chart.scenes.iter().enumerate() {
        let heights = scene.who.iter().filter_map(|&line| frame.y[line][step]);
        let (upper, lower) = heights.fold((f64::INFINITY, f64::NEG_INFINITY), |(upper, lower), y| {
            (upper.min(y), lower.max(y))
        });
        if upper <= lower {
            signs.push(Rect {
                x: frame.x[step] - 6.0,
                y: upper - 6.0,
                width: 12.0,
                height: lower - upper + 12.0,
            });
        }
    }
    for (line, thread) in chart.threads.iter().enumerate() {
        for death in &thread.deaths {
            if let Some(y) = frame.y[line][death.step] {
                signs.push(Rect {
                    x: frame.x[death.step] + 5.0,
                    y: y - 6.5,
                    width: 13.0,
                    height: 13.0,
                });
            }
        }
    }
    signs
}

/// The best place for the name of a line that begins at a scene: before it, or else beside it, or apart from it with a thin line between.
fn best(chart: &Chart, frame: &Frame, (step, line): (usize, Line), taken: &[Rect]) -> Name {
    let width = name_width(&chart.threads[line].label);
    let (x, y) = (frame.x[step], frame.y[line][step].unwrap_or_default());
    let row = frame.rows[frame.row(step)];
    let mut places = vec![((x - 9.0 - width, y), None)];
    for up in [-1.0, 1.0] {
        places.push(((x + 9.0, y + up * (HALF + 4.0)), None));
    }
    let edges = chart.scenes[step].who.iter().filter_map(|&line| frame.y[line][step]);
    let (upper, lower) = edges.fold((y, y), |(upper, lower), y| (upper.min(y), lower.max(y)));
    // Over or under its scene, where it is the first or the last of it.
    for (is_edge, y) in [(upper >= y, y - 7.0 - HALF), (lower <= y, y + 7.0 + HALF)] {
        if is_edge {
            places.extend([x - width / 2.0, x - width + 6.0, x - 6.0].map(|left| ((left, y), None)));
        }
    }
    // A little way along the line, over or under it.
    for later in step + 1..chart.scenes.len().min(step + FURTHER) {
        let Some(y) = frame.y[line][later].filter(|_| frame.joins(line, later)) else {
            break;
        };
        if later > row.last {
            break;
        }
        for up in [-1.0, 1.0] {
            places.push(((frame.x[later] + 9.0, y + up * (HALF + 4.0)), None));
        }
    }
    for distance in 1..=8 {
        for up in [-1.0, 1.0] {
            let y_apart = y + up * f64::from(distance) * UNIT * 0.75;
            let end = (x - 14.0, y_apart);
            places.push(((end.0 - width, end.1), Some([(end.0 + 2.0, end.1), (x - 4.0, y)])));
            places.push(((x + 14.0, y_apart), Some([(x + 12.0, y_apart), (x + 4.0, y)])));
        }
    }
    let crowd = |at: (f64, f64), leader: Option<[(f64, f64); 2]>| {
        let area = area(at, width);
        let covered = taken.iter().filter(|other| overlap(other, &area)).count();
        let outside = area.x < 4.0 || area.y < row.top - 2.0 * UNIT || area.y + area.height > row.bottom + 2.0 * UNIT;
        let passing = (0..chart.threads.len())
            .filter(|&other| passes(chart, frame, other, &area))
            .count();
        let led_through = leader.map_or(0, |[from, to]| {
            let around = Rect {
                x: from.0.min(to.0),
                y: from.1.min(to.1) + 1.5,
                width: (to.0 - from.0).abs(),
                height: ((to.1 - from.1).abs() - 3.0).max(0.0),
            };
            (0..chart.threads.len())
                .filter(|&other| other != line && passes(chart, frame, other, &around))
                .count()
        });
        2 * covered + 2 * passing + led_through + if outside { 3 } else { 0 }
    };
    let judged = places.into_iter().map(|(at, leader)| (crowd(at, leader), at, leader));
    // The first of the best.
    let (crowd, at, leader) = judged
        .reduce(|best, next| if next.0 < best.0 { next } else { best })
        .expect("there are places to try");
    Name {
        line,
        step,
        at,
        leader,
        is_free: crowd == 0,
    }
}

/// Whether a line runs through an area.
fn passes(chart: &Chart, frame: &Frame, line: Line, area: &Rect) -> bool {
    let runs = &chart.threads[line].runs;
    let reach = 7.0;
    let right = area.x + area.width;
    frame.rows.iter().any(|row| {
        // Only the scenes about it, and the one that leads out.
        let x = &frame.x[row.first..=row.last];
        let from = row.first + x.partition_point(|x| x + reach < area.x);
        let to = row.first + x.partition_point(|x| x - reach <= right);
        (from..=to.min(row.last)).any(|step| {
            let ends = runs[step].is_shown() && area.x <= frame.x[step] + reach && frame.x[step] - reach <= right;
            let near = step > 0 && frame.x[step - 1] <= right && area.x <= frame.x[step];
            ends && frame.y[line][step].is_some_and(|y| area.y - 2.0 <= y && y <= area.y + area.height + 2.0)
                || near
                    && frame
                        .way(line, step)
                        .windows(2)
                        .any(|pair| is_met(area, pair[0], pair[1]))
        })
    })
}

fn overlap(one: &Rect, other: &Rect) -> bool {
    one.x < other.x + other.width
        && other.x < one.x + one.width
        && one.y < other.y + other.height
        && other.y < one.y + one.height
}

/// Whether a stroke of a line between two points comes into an area.
fn is_met(area: &Rect, from: (f64, f64), to: (f64, f64)) -> bool {
    let (left, right) = (area.x - 1.0, area.x + area.width + 1.0);
    let (upper, lower) = (area.y - 1.5, area.y + area.height + 1.5);
    if to.0 < left || right < from.0 {
        return false;
    }
    let at = |x: f64| match to.0 - from.0 {
        level if level < 0.01 => to.1,
        across => from.1 + (to.1 - from.1) * (x - from.0) / across,
    };
    let (one, other) = (at(from.0.max(left)), at(to.0.min(right)));
    one.min(other) <= lower && upper <= one.max(other)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draw::storyline::{Clock, Plot};
    use crate::load::Input;
    use crate::timeline::Lens;
    use crate::world::World;

    #[test]
    fn nothing_runs_through_a_name_of_the_seeds_story() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/data/what-you-leave-behind/story.lore");
        let loaded = crate::load::open(&[Input::Path(path.into())]).expect("it is there");
        let world = World::of(loaded.story, loaded.vocabulary, Lens::default());
        for order in [Clock::Story, Clock::Telling] {
            let chart = crate::draw::storyline::chart(
                &world,
                &Plot {
                    order,
                    ..Plot::default()
                },
            );
            let frame = Frame::of(&chart);
            let names = names(&chart, &frame);
            let crowded = names.iter().filter(|name| !name.is_free);
            let crowded: Vec<&str> = crowded.map(|name| chart.threads[name.line].label.as_str()).collect();
            assert!(crowded.is_empty(), "{order:?}: {crowded:?}");
            let areas: Vec<Rect> = names
                .iter()
                .map(|name| area(name.at, name_width(&chart.threads[name.line].label)))
                .collect();
            let covered = (1..areas.len()).any(|nth| areas[..nth].iter().any(|other| overlap(&areas[nth], other)));
            assert!(!covered, "{order:?}: {names:?}");
        }
    }
}
