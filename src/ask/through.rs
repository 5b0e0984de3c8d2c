//! What holds of a faction, passed on to its members: for as long as both hold, and never without naming the way.
//!
//! ```text
//!   Kira ──member──▶ Bajor ──part of──▶ the alliance ──hostile──▶ the Dominion
//!     └────────────── hostile, through Bajor and the alliance ──────────────┘
//! ```

use super::{Bearing, Evidence, Row, evidence, stretches};
use crate::model::Node;
use crate::timeline::{AsOf, Stretch};
use crate::vocabulary::Meaning;
use crate::world::{Tense, World};

/// A way from a member up to a faction: the memberships on it, and the stretch of time in which all of them hold.
#[derive(Clone)]
struct Way {
    from: Node,
    steps: Vec<Stretch>,
}

impl Way {
    fn end(&self) -> Option<Node> {
        self.steps.last().and_then(|step| step.args[1])
    }
}

/// The rows that memberships add to those of a search.
pub(super) fn rows(world: &World, search: &stretches::Search<'_>) -> Vec<Row> {
    let bonds = bonds(world, search);
    let ups: Vec<&Stretch> = memberships(world)
        .filter(|stretch| in_time(world, stretch, search.as_of))
        .collect();
    let hidden = search.as_of.map(|as_of| stretches::hidden(world, as_of));
    let mut rows: Vec<Row> = Vec::new();
    let mut seen = Vec::new();
    let starts = starts(world, search, &ups);
    for from in starts {
        seen.clear();
        for way in ways(from, &ups) {
            let Some(faction) = way.end() else { continue };
            for bond in bonds.iter().filter(|bond| bond.concerns(faction)) {
                let Some(mut row) = derived(world, search, &way, bond, &mut seen) else {
                    continue;
                };
                let parts = way.steps.iter().chain([*bond]);
                row.open = search.as_of.zip(hidden.as_ref()).and_then(|(as_of, hidden)| {
                    parts
                        .into_iter()
                        .find_map(|part| stretches::left_open(world, part, as_of, hidden))
                });
                row.section = row.open.as_ref().map(|_| stretches::OPEN.to_owned());
                rows.push(row);
            }
        }
    }
    rows
}

fn memberships(world: &World) -> impl Iterator<Item = &Stretch> {
    world
        .timeline
        .stretches
        .iter()
        .filter(|stretch| is_membership(world, stretch) && stretch.args[1].is_some())
}

fn is_membership(world: &World, stretch: &Stretch) -> bool {
    let means = world.vocabulary.relation(stretch.relation).means;
    matches!(means, Some(Meaning::Membership | Meaning::Part))
}

fn in_time(world: &World, stretch: &Stretch, as_of: Option<&AsOf>) -> bool {
    as_of.is_none_or(|as_of| world.timeline.spans(stretch, as_of))
}

/// What may be passed on: stretches of the relation asked for; where that is membership itself, being part of something too.
fn bonds<'a>(world: &'a World, search: &stretches::Search<'_>) -> Vec<&'a Stretch> {
    let asked = world.vocabulary.relation(search.relation).means;
    let nested = matches!(asked, Some(Meaning::Membership | Meaning::Part));
    let all = world.timeline_of(search.relation).stretches.iter();
    all.filter(|stretch| {
        let of = stretch.relation == search.relation || nested && is_membership(world, stretch);
        of && in_time(world, stretch, search.as_of)
    })
    .collect()
}

/// Those whose ways are followed: whom the question is about, else everyone who is a member of anything.
fn starts(world: &World, search: &stretches::Search<'_>, ups: &[&Stretch]) -> Vec<Node> {
    let mut starts: Vec<Node> = match search.of {
        [] => ups.iter().filter_map(|stretch| stretch.args[0]).collect(),
        of => {
            let below = of.iter().flat_map(|&node| members_below(node, ups));
            of.iter().copied().chain(below).collect()
        }
    };
    starts.sort_by_key(|&node| world.story.slug(node));
    starts.dedup();
    starts
}

/// Everyone who belongs to a faction, through however many others.
fn members_below(faction: Node, ups: &[&Stretch]) -> Vec<Node> {
    let mut below: Vec<Node> = Vec::new();
    let mut open = vec![faction];
    while let Some(whole) = open.pop() {
        for part in ups.iter().filter(|step| step.args[1] == Some(whole)) {
            if let Some(member) = part.args[0].filter(|member| !below.contains(member) && *member != faction) {
                below.push(member);
                open.push(member);
            }
        }
    }
    below
}

/// All ways up from somebody; each faction is reached once by each first step, the shortest way first.
fn ways(from: Node, ups: &[&Stretch]) -> Vec<Way> {
    let mut found: Vec<Way> = Vec::new();
    let mut next = 0;
    let start = Way {
        from,
        steps: Vec::new(),
    };
    extend(&start, from, ups, &mut found);
    while let Some(way) = found.get(next).cloned() {
        if let Some(end) = way.end() {
            extend(&way, end, ups, &mut found);
        }
        next += 1;
    }
    found
}

fn extend(way: &Way, end: Node, ups: &[&Stretch], found: &mut Vec<Way>) {
    for up in ups.iter().filter(|up| up.args[0] == Some(end)) {
        let known =
            way.from == up.args[1].unwrap_or(way.from) || way.steps.iter().any(|step| step.args[1] == up.args[1]);
        if known || way.steps.iter().any(|step| !step.overlaps(up)) {
            continue;
        }
        let mut longer = way.clone();
        longer.steps.push(**up);
        found.push(longer);
    }
}

/// The row that a way and a bond at its end make together, if they last together and nothing said the same before.
fn derived(
    world: &World,
    search: &stretches::Search<'_>,
    way: &Way,
    bond: &Stretch,
    seen: &mut Vec<Stretch>,
) -> Option<Row> {
    let faction = way.end()?;
    let other = bond.other(faction);
    // Who belongs to a faction belongs to what it belongs to, and does not include what it includes.
    if is_membership(world, bond) && bond.args[0] != Some(faction) {
        return None;
    }
    if other == Some(way.from) || way.steps.iter().any(|step| step.args[1] == other) {
        return None;
    }
    let mut passed = Stretch {
        relation: search.relation,
        ..*bond
    };
    for arg in &mut passed.args {
        if *arg == Some(faction) {
            *arg = Some(way.from);
        }
    }
    let relation = world.vocabulary.relation(search.relation);
    let mut places = relation.between.iter().zip(passed.args);
    let fits = places.all(|(sort, arg)| arg.is_none_or(|node| sort.admits_node(&world.story, node)));
    if !fits || !search.of.iter().all(|&node| passed.concerns(node)) {
        return None;
    }
    way.steps.iter().for_each(|step| narrow(&mut passed, step));
    let lasts = passed.until.is_none_or(|until| passed.from < until);
    let [first, second] = passed.args;
    let turned = if relation.symmetric {
        [second, first]
    } else {
        passed.args
    };
    let same = |held: &Stretch| [passed.args, turned].contains(&held.args) && held.overlaps(&passed);
    let nested = is_membership(world, &passed);
    let direct = |held: &Stretch| held.relation == passed.relation || nested && is_membership(world, held);
    let mut all = world.timeline_of(search.relation).stretches.iter();
    if !lasts || seen.iter().any(same) || all.any(|held| direct(held) && same(held)) {
        return None;
    }
    seen.push(passed);
    Some(row(world, search, way, &passed, bond))
}

/// Cuts a stretch to the time in which another holds too.
fn narrow(passed: &mut Stretch, step: &Stretch) {
    if step.from > passed.from {
        passed.from = step.from;
        passed.started = step.started;
    }
    if step
        .until
        .is_some_and(|until| passed.until.is_none_or(|known| until < known))
    {
        passed.until = step.until;
        passed.ended = step.ended;
        passed.end_certainty = step.end_certainty;
    }
    passed.certainty = passed.certainty.max(step.certainty);
}

fn row(world: &World, search: &stretches::Search<'_>, way: &Way, passed: &Stretch, bond: &Stretch) -> Row {
    let tense = search
        .as_of
        .map_or_else(|| stretches::tense(passed), |_| Tense::Present);
    let mut row = stretches::row(world, passed, search.of.first().copied(), tense);
    let names: Vec<String> = way
        .steps
        .iter()
        .filter_map(|step| step.args[1])
        .map(|faction| world.mention(faction))
        .collect();
    row.via = Some(format!("through {}", super::words::and(&names)));
    row.evidence = std::iter::once(bond)
        .flat_map(|bond| evidence::stretch(world, bond))
        .chain(way.steps.iter().filter_map(|step| membership(world, step)))
        .collect();
    row
}

/// A membership on the way, told as what holds and shown by what started it.
fn membership(world: &World, step: &Stretch) -> Option<Evidence> {
    let mut piece = evidence::cause(world, step.started, Bearing::Through)?;
    piece.told.sentence = world.stretch_sentence(step, stretches::tense(step));
    Some(piece)
}

#[cfg(test)]
mod tests {
    use crate::ask::sample::{ask, told, told_of};
    use crate::world::sample::world;

    #[test]
    fn only_the_shortest_way_is_told_and_what_is_left_open_comes_last() {
        let world = world(
            r#"{"lorescope": 1, "characters": [{"id": "ann", "relations": {"member": ["crew", "navy"]}}],
            "factions": [{"id": "crew", "relations": {"part-of": "navy"}},
                         {"id": "navy", "relations": {"hostile": "foe"}}, {"id": "foe"}, {"id": "third"}],
            "events": [{"id": "pact", "kind": "betrayal", "certainty": "doubtful",
                        "roles": {"betrayer": "third", "betrayed": "foe"}}]}"#,
        );
        let rows = told_of(&world, "who hostile --through factions --as-of end");
        let of_ann: Vec<&String> = rows.iter().filter(|row| row.contains("Ann")).collect();
        assert_eq!(of_ann, ["Foe is hostile to Ann, through Navy, throughout"], "{rows:?}");
        assert!(rows.last().expect("rows").contains("; but "), "{rows:?}");
        assert!(rows.len() > 2, "{rows:?}");
    }

    #[test]
    fn what_holds_of_a_faction_passes_to_its_members_only_on_request() {
        assert!(told("who hostile --of ann").is_empty());
        assert_eq!(
            told("who hostile --of ann --through factions"),
            ["Ann is hostile to the South, through the North, since `betrayal`"]
        );
        assert_eq!(
            told("who allied --of ann --as-of pact --through factions"),
            ["Ann is allied with the South, through the North, from `pact` until `betrayal`"]
        );
        assert!(told("who allied --of ann --as-of end --through factions").is_empty());
    }

    #[test]
    fn each_way_is_shown_by_its_memberships() {
        let answer = ask("who hostile --of ann --through factions").expect("answers");
        let shown: Vec<&str> = answer.rows[0]
            .evidence
            .iter()
            .map(|piece| piece.told.sentence.as_str())
            .collect();
        assert_eq!(shown, ["The South betrayed the North", "Ann is a member of the North"]);
    }
}
