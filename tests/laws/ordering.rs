//! The order of events against the plainest way to work it out.

use crate::stories::{tangle, time, world};
use lorescope::model::{Axis, EventId, Story, When};
use lorescope::timeline::Moment;
use proptest::prelude::*;
use serde_json::Value;

/// Which event certainly happened before which, as is written: by times that do not overlap, by `after` and `before`.
fn written(story: &Story) -> Vec<Vec<bool>> {
    let n = story.events.len();
    let says = |one: usize, other: usize| {
        let id = |i: usize| EventId(u32::try_from(i).unwrap());
        let after = story.events[other]
            .detail
            .as_ref()
            .is_some_and(|d| d.after.contains(&id(one)));
        let before = story.events[one]
            .detail
            .as_ref()
            .is_some_and(|d| d.before.contains(&id(other)));
        after || before || story.events[one].at.latest < story.events[other].at.earliest
    };
    (0..n)
        .map(|one| (0..n).map(|other| says(one, other)).collect())
        .collect()
}

/// What follows from it, by trying every event in between.
fn closure(mut before: Vec<Vec<bool>>) -> Vec<Vec<bool>> {
    let n = before.len();
    for middle in 0..n {
        for one in 0..n {
            for other in 0..n {
                before[one][other] |= before[one][middle] && before[middle][other];
            }
        }
    }
    before
}

fn has_loop(before: &[Vec<bool>]) -> bool {
    (0..before.len()).any(|i| before[i][i])
}

/// From the end: of the events that nothing unplaced must follow, the last in the file is placed last.
fn as_early_as_the_file_allows(before: &[Vec<bool>]) -> Vec<usize> {
    let mut unplaced: Vec<usize> = (0..before.len()).collect();
    let mut backwards = Vec::new();
    while !unplaced.is_empty() {
        let free = |&&event: &&usize| unplaced.iter().all(|&other| !before[event][other]);
        let last = *unplaced.iter().rfind(free).unwrap();
        unplaced.retain(|&event| event != last);
        backwards.push(last);
    }
    backwards.reverse();
    backwards
}

fn number(i: usize) -> EventId {
    EventId(u32::try_from(i).unwrap())
}

proptest! {
    #![proptest_config(crate::tries(96))]

    #[test]
    fn the_order_is_what_is_certain_and_for_the_rest_as_early_as_file_place_allows(story in tangle(12)) {
        let world = world(&story.to_string());
        let order = &world.timeline.order;
        let direct = written(&world.story);
        let before = closure(direct.clone());
        prop_assert_eq!(order.loops.is_empty(), !has_loop(&before));
        let sequence: Vec<usize> = order.sequence().iter().map(|event| event.index()).collect();
        for (position, &event) in sequence.iter().enumerate() {
            prop_assert_eq!(order.position(number(event)) as usize, position);
        }
        if has_loop(&before) {
            let mut events = sequence;
            events.sort_unstable();
            prop_assert_eq!(events, (0..before.len()).collect::<Vec<_>>());
            return Ok(());
        }
        prop_assert_eq!(&sequence, &as_early_as_the_file_allows(&direct));
        for (one, row) in before.iter().enumerate() {
            for (other, &certain) in row.iter().enumerate() {
                prop_assert_eq!(order.is_certainly_before(number(one), number(other)), certain, "e{} e{}", one, other);
                let settled = one == other || certain || before[other][one];
                prop_assert_eq!(order.is_unsettled(number(one), number(other)), !settled);
                let stands_before = order.position(number(one)) < order.position(number(other));
                prop_assert!(!certain || stands_before);
            }
        }
    }

    #[test]
    fn every_loop_shown_is_one_and_every_one_that_is_has_a_part_shown(story in tangle(12)) {
        let world = world(&story.to_string());
        let mut direct = written(&world.story);
        for shown in &world.timeline.order.loops {
            for (one, other) in shown.iter().zip(shown.iter().cycle().skip(1)) {
                prop_assert!(direct[one.index()][other.index()], "{:?} in {:?}", (one, other), shown);
            }
        }
        for event in world.timeline.order.loops.iter().flatten() {
            direct[event.index()].fill(false);
        }
        prop_assert!(!has_loop(&closure(direct)));
    }

    #[test]
    fn a_time_is_the_moment_before_the_first_event_certainly_later(story in tangle(8), time in time()) {
        let world = world(&story.to_string());
        let before = closure(written(&world.story));
        let time = match time {
            Some(Value::String(text)) => When::parse(text.as_str().into(), Axis::Number).unwrap(),
            Some(Value::Number(n)) => When::number(n.as_f64().unwrap()),
            _ => return Ok(()),
        };
        if has_loop(&before) {
            return Ok(());
        }
        let events = &world.story.events;
        let later = |event: usize| {
            let own = events[event].at.earliest > time.latest;
            own || (0..events.len()).any(|other| before[other][event] && events[other].at.earliest > time.latest)
        };
        let sequence = world.timeline.order.sequence();
        let first = sequence.iter().position(|event| later(event.index())).unwrap_or(sequence.len());
        prop_assert_eq!(world.timeline.order.moment_of(&time), Moment(u32::try_from(first).unwrap()));
    }
}
