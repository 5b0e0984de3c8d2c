//! Two whose names differ by a slip of the pen are probably one.
//!
//! Names that differ by a slip share a mark, so that only those who share one are compared: 20,000 names cost some hundred thousand marks and a sort.

use crate::check::slips::{Slip, Spelling};
use crate::check::{Report, Rule, Subject};
use crate::diag::{Finding, Level};
use crate::model::{EntityId, EventId, Story};
use std::collections::BTreeMap;

pub(crate) const NEAR_DUPLICATE_NAMES: Rule = Rule {
    name: "near-duplicate-names",
    level: Level::Hint,
    summary: "two entities have names that differ by a slip of the pen, or the same name with nothing to tell them apart",
    run,
};

/// So many names of one pattern are meant to be alike.
const PATTERN: usize = 40;
/// Whoever takes part in so many events is no slip of the pen, if no more than a letter says so.
const ESTABLISHED: usize = 3;

fn run(subject: &Subject<'_>, report: &mut Report) {
    let story = &subject.world.story;
    let spelled = spelled(story);
    let mut pairs: BTreeMap<(EntityId, EntityId), (Slip, usize, usize)> = BTreeMap::new();
    for alike in alike(story, &spelled).chunk_by(|(one, _), (other, _)| one == other) {
        if alike.len() > PATTERN {
            continue;
        }
        for (i, &(_, one)) in alike.iter().enumerate() {
            for &(_, other) in &alike[i + 1..] {
                let [a, b] = [&spelled[one], &spelled[other]];
                if a.of == b.of || !is_comparable(story, a, b) {
                    continue;
                }
                if let Some(slip) = a.spelling.slip(&b.spelling) {
                    let key = (a.of.min(b.of), a.of.max(b.of));
                    let found = if a.of <= b.of {
                        (slip, one, other)
                    } else {
                        (slip, other, one)
                    };
                    let known = pairs.entry(key).or_insert(found);
                    *known = (*known).min(found);
                }
            }
        }
    }
    if pairs.is_empty() {
        return;
    }
    let events = events_of(story);
    for (&(one, other), &(slip, a, b)) in &pairs {
        if is_meant(subject, &events, [one, other], slip, [&spelled[a], &spelled[b]]) {
            continue;
        }
        // The one of whom less is told is probably the slip; of two equals the later by its id.
        let weight = |entity: EntityId| {
            (
                events[entity.index()].len(),
                std::cmp::Reverse(&story.entity(entity).id),
            )
        };
        let (slipped, meant) = if weight(one) <= weight(other) {
            (&spelled[a], &spelled[b])
        } else {
            (&spelled[b], &spelled[a])
        };
        report.add(
            &[slipped.of.into(), meant.of.into()],
            finding(subject, slip, slipped, meant),
        );
    }
}

/// A name, ready to be compared.
struct Spelled {
    of: EntityId,
    /// Which of the names of that entity it is.
    nth: usize,
    spelling: Spelling,
}

fn spelled(story: &Story) -> Vec<Spelled> {
    let mut spelled = Vec::new();
    for of in story.entity_ids() {
        for (nth, name) in story.entity(of).names.iter().enumerate() {
            let spelling = Spelling::of(&name.text);
            if !spelling.is_empty() {
                spelled.push(Spelled { of, nth, spelling });
            }
        }
    }
    spelled
}

/// The names by what they have in common.
fn alike(story: &Story, spelled: &[Spelled]) -> Vec<((u64, crate::model::EntityKind), usize)> {
    let mut alike = Vec::new();
    for (nth, name) in spelled.iter().enumerate() {
        let kind = story.entity(name.of).kind;
        alike.extend(name.spelling.marks().into_iter().map(|mark| ((mark, kind), nth)));
    }
    alike.sort_unstable();
    alike
}

/// An alias may well be another's too, as long as it is written as the other's is.
fn is_comparable(story: &Story, one: &Spelled, other: &Spelled) -> bool {
    let alias = |name: &Spelled| story.entity(name.of).names[name.nth].alias;
    let slip = one.spelling.slip(&other.spelling);
    !(alias(one) || alias(other)) || slip > Some(Slip::Writing)
}

/// The events that each entity takes part in, or is the place of.
fn events_of(story: &Story) -> Vec<Vec<EventId>> {
    let mut events = vec![Vec::new(); story.entities.len()];
    for event in story.event_ids() {
        let fillers = story.parts(event).iter().filter_map(|part| part.node.entity());
        for entity in fillers.chain(story.event(event).place) {
            let own: &mut Vec<EventId> = &mut events[entity.index()];
            if own.last() != Some(&event) {
                own.push(event);
            }
        }
    }
    events
}

/// Whether the story itself tells the two apart.
fn is_meant(
    subject: &Subject<'_>,
    events: &[Vec<EventId>],
    [one, other]: [EntityId; 2],
    slip: Slip,
    names: [&Spelled; 2],
) -> bool {
    let story = &subject.world.story;
    let (first, second) = (story.entity(one), story.entity(other));
    let together = || {
        let (few, many) = (&events[one.index()], &events[other.index()]);
        few.iter().any(|event| many.binary_search(event).is_ok())
    };
    let related = || {
        let mut stretches = subject.world.timeline.concerning(one.into());
        stretches.any(|stretch| stretch.concerns(other.into()))
    };
    let described = first.description.as_ref().zip(second.description.as_ref());
    let described = described.is_some_and(|(one, other)| one.text != other.text);
    let established = events[one.index()].len().min(events[other.index()].len()) >= ESTABLISHED;
    let own = names.map(|name| &story.entity(name.of).names[name.nth]);
    match slip {
        // Nobody sees that letters of another script stand there, however well the two are known.
        Slip::LookAlike => false,
        // Two may have one name: a father and his son, or whoever has a description of their own.
        Slip::Same => described || established || together() || related() || own.iter().any(|name| name.alias),
        Slip::Writing | Slip::Doubled | Slip::Swapped => together() || related(),
        Slip::Letter => established || together() || related(),
    }
}

fn finding(subject: &Subject<'_>, slip: Slip, slipped: &Spelled, meant: &Spelled) -> Finding {
    let story = &subject.world.story;
    let name = |spelled: &Spelled| &story.entity(spelled.of).names[spelled.nth].text;
    let id = |spelled: &Spelled| &story.entity(spelled.of).id;
    let how = match slip {
        Slip::Same => "have the same name, and nothing is told that tells them apart".to_owned(),
        Slip::Writing => format!(
            "are called `{}` and `{}`, which is one name in two spellings",
            name(slipped),
            name(meant)
        ),
        Slip::LookAlike => format!(
            "are called `{}` and `{}`, which look the same but have letters of different scripts",
            name(slipped),
            name(meant)
        ),
        Slip::Doubled | Slip::Swapped | Slip::Letter => {
            format!(
                "are called `{}` and `{}`, which differ by a slip of the pen",
                name(slipped),
                name(meant)
            )
        }
    };
    let help = match slip {
        Slip::Same => "if they are one, keep one of them; if they are two, say in a description who each of them is",
        Slip::Writing | Slip::LookAlike | Slip::Doubled | Slip::Swapped | Slip::Letter => {
            "if they are one, keep one of them, with the other spelling as its alias; if they are two, let it stand with a reason"
        }
    };
    NEAR_DUPLICATE_NAMES
        .finding(format!("`{}` and `{}` {how}", id(slipped), id(meant)))
        .at(subject.entity(slipped.of, ""))
        .note_at(subject.entity(meant.of, ""), "the other stands here")
        .help(help)
}
