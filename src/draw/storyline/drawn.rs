//! The way from a world to a storyline chart.

use super::chart::{Chart, Column, LeftOut, Thread};
use super::course::Line;
use super::plot::{Clock, Plot, company, events, lines};
use super::scenes::{Draft, drafts, scene, thin};
use super::threads::{bands, factions, thread};
use crate::model::{EntityId, EventId};
use crate::telling::Telling;
use crate::world::{World, list};
use std::collections::{BTreeMap, BTreeSet};

/// Draws up the chart of a world.
///
/// ```
/// use lorescope::draw::storyline::{Plot, chart};
/// use lorescope::{timeline::Lens, world::World};
///
/// let loaded = lorescope::load::read(
///     "story.json",
///     r#"{"lorescope": 1, "title": "Station", "characters": [{"id": "kira"}, {"id": "odo"}, {"id": "quark"}],
///         "events": [{"id": "talk", "kind": "conversation", "roles": {"speakers": ["kira", "odo"]}}]}"#,
/// );
/// let world = World::of(loaded.story, loaded.vocabulary, Lens::default());
/// let chart = chart(&world, &Plot::default());
/// assert_eq!(chart.scenes.len(), 1);
/// assert_eq!(chart.threads.iter().map(|thread| thread.label.as_str()).collect::<Vec<_>>(), ["Kira", "Odo"]);
/// ```
#[must_use]
pub fn chart(world: &World, plot: &Plot) -> Chart {
    staged(world, plot).0
}

/// The chart of a world, and the scenes that it is made of.
pub(super) fn staged(world: &World, plot: &Plot) -> (Chart, Vec<Draft>) {
    let telling = Telling::of(&world.story);
    let events = events(world, plot, &telling);
    let lines = lines(world, plot, &events);
    let company: Vec<EntityId> = company(world, &events).into_keys().collect();
    let all = drafts(world, &telling, &events, &company);
    let mut drafts = drafts(world, &telling, &events, &lines);
    let drawn: BTreeSet<EventId> = drafts.iter().flat_map(|draft| draft.events.iter().copied()).collect();
    let is_lost = |draft: &&Draft| !draft.events.iter().any(|event| drawn.contains(event));
    let theirs = all.iter().filter(is_lost).count();
    let scenes = thin(&mut drafts, plot.most_scenes);
    let in_scene = |id: &EntityId| drafts.iter().any(|draft| draft.who.contains(id));
    let lines: Vec<EntityId> = lines.into_iter().filter(in_scene).collect();
    let number: BTreeMap<EntityId, Line> = lines.iter().enumerate().map(|(line, &id)| (id, line)).collect();
    let factions = factions(world, &lines, &drafts);
    let told: Vec<Option<EntityId>> = factions.iter().copied().map(Some).collect();
    let mut threads: Vec<Thread> = lines.iter().map(|&id| thread(world, id, &drafts, &told)).collect();
    let left_out = LeftOut {
        characters: company.iter().filter(|id| !number.contains_key(id)).count(),
        theirs,
        scenes,
    };
    let chart = Chart {
        title: world.story.title.as_deref().unwrap_or_default().to_owned(),
        subtitle: match plot.order {
            Clock::Story => "in the order of the story".to_owned(),
            Clock::Telling => "in the order of the telling".to_owned(),
        },
        remark: left_out.words().unwrap_or_default(),
        columns: columns(world, &drafts),
        scenes: drafts
            .iter()
            .map(|draft| scene(world, draft, (&number, &plot.theme)))
            .collect(),
        bands: bands(world, &factions, &mut threads, &plot.theme),
        threads,
        moments: (plot.order == Clock::Story)
            .then(|| u32::try_from(world.timeline.order.sequence().len()).expect("events are counted in 32 bits")),
        row: plot.row,
        left_out,
        sentences: plot.sentences,
        theme: plot.theme.clone(),
    };
    (chart, drafts)
}

impl LeftOut {
    /// What is left out, in words; none if nothing is.
    #[must_use]
    pub fn words(&self) -> Option<String> {
        let characters = match self.characters {
            0 => None,
            1 => Some("one more character".to_owned()),
            many => Some(format!("{many} more characters")),
        };
        let scenes = |count: usize, whose: &str| match count {
            0 => None,
            1 => Some(format!("one scene {whose}")),
            many => Some(format!("{many} scenes {whose}")),
        };
        let parts = [
            characters,
            scenes(self.theirs, "of theirs"),
            scenes(self.scenes, "of the fewest people"),
        ];
        let parts: Vec<String> = parts.into_iter().flatten().collect();
        (!parts.is_empty()).then(|| format!("not drawn: {}", list(&parts, "and")))
    }
}

fn columns(world: &World, drafts: &[Draft]) -> Vec<Column> {
    let mut columns: Vec<Column> = Vec::new();
    let mut open = None;
    for (first, draft) in drafts.iter().enumerate() {
        if draft.section == open && first > 0 {
            continue;
        }
        open = draft.section;
        let heading = open.map(|nth| &world.story.sections[nth]);
        columns.push(Column {
            number: heading
                .map(|section| section.told.written.to_string())
                .unwrap_or_default(),
            title: heading.map(|section| section.title.to_string()).unwrap_or_default(),
            first,
        });
    }
    columns
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draw::storyline::{Clock, Run};
    use crate::timeline::{Lens, Moment};

    /// Four people: two ally, one betrays and dies, one goes away and comes back, the dead one returns.
    const STORY: &str = r#"{"lorescope": 1, "title": "Ford",
        "characters": [{"id": "ann", "relations": {"member": ["watch"]}}, {"id": "bo"}, {"id": "cy"}, {"id": "di"}],
        "factions": [{"id": "watch"}],
        "places": [{"id": "ford"}, {"id": "hill"}],
        "sections": [{"told": 1, "title": "Before"}, {"told": 2, "title": "After"}],
        "events": [
            {"id": "pact", "kind": "alliance", "roles": {"allies": ["ann", "bo"]}, "place": "ford", "told": 2},
            {"id": "talk", "kind": "conversation", "roles": {"speakers": ["ann", "bo"]}, "place": "ford", "told": 2},
            {"id": "feast", "kind": "celebration", "roles": {"celebrants": ["ann", "bo", "cy"]}, "place": "hill", "told": 1},
            {"id": "parting", "kind": "departure", "roles": {"departed": "cy", "from": "watch"}, "told": 1},
            {"id": "treason", "kind": "betrayal", "roles": {"betrayer": "bo", "betrayed": "ann"}, "place": "ford", "told": 1},
            {"id": "fall", "kind": "killing", "roles": {"killer": "ann", "victim": "bo"}, "place": "ford", "told": 2},
            {"id": "words", "kind": "conversation", "roles": {"speakers": ["ann", "di"]}, "place": "hill", "told": 2},
            {"id": "back", "kind": "resurrection", "roles": {"revived": "bo"}, "told": 2},
            {"id": "again", "kind": "meeting", "roles": {"participants": ["ann", "bo", "cy"]}, "place": "hill", "told": 2}]}"#;

    fn told(plot: &Plot) -> Vec<String> {
        let loaded = crate::load::read("story.json", STORY);
        assert!(loaded.findings.is_empty(), "{:?}", loaded.findings);
        let world = World::of(loaded.story, loaded.vocabulary, Lens::default());
        let chart = chart(&world, plot);
        let run = |run: &Run| match run {
            Run::Missing => '.',
            Run::There => 'o',
            Run::Dead => 'x',
            Run::Elsewhere => '-',
            Run::Away => '~',
        };
        let threads = chart.threads.iter().map(|thread| {
            let deaths: Vec<String> = thread
                .deaths
                .iter()
                .map(|death| format!(" † {}", death.event))
                .collect();
            let runs: String = thread.runs.iter().map(run).collect();
            format!("{} {runs}{}", thread.id, deaths.concat())
        });
        let marks = chart.scenes.iter().flat_map(|scene| &scene.marks);
        let marks = marks.map(|mark| format!("{} {} on {}", mark.sign, mark.event, chart.threads[mark.line].id));
        let columns = chart
            .columns
            .iter()
            .map(|column| format!("{} from {}", column.label(), column.first));
        threads.chain(marks).chain(columns).collect()
    }

    #[test]
    fn lines_end_with_death_fade_with_absence_and_resume_with_return() {
        assert_eq!(
            told(&Plot::default()),
            [
                "ann ooooo-o",
                "bo oooo.oo † fall",
                "cy .o~~~~o",
                "di ....o..",
                "+ pact on ann",
                "! treason on bo",
                "↑ back on bo",
                "2 After from 0",
                "1 Before from 1",
                "2 After from 3"
            ]
        );
    }

    /// The scenes of a journal as they are drawn: who is in each, what happens, and whose line bears a sign.
    fn scenes(journal: &str, only: &[&str]) -> Vec<String> {
        let loaded = crate::load::read("story.lore", journal);
        assert!(loaded.findings.is_empty(), "{:?}", loaded.findings);
        let world = World::of(loaded.story, loaded.vocabulary, Lens::default());
        let named = only.iter().map(|id| world.find_entity(id).expect("a character"));
        let plot = Plot {
            only: named.collect(),
            ..Plot::default()
        };
        let chart = chart(&world, &plot);
        let own = |line: &usize| chart.threads[*line].id.as_str();
        let words = chart.scenes.iter().map(|scene| {
            let who: Vec<&str> = scene.who.iter().map(own).collect();
            let deeds: Vec<&str> = scene.deeds.iter().map(|deed| deed.event.as_str()).collect();
            let marks = scene.marks.iter();
            let marks = marks.map(|mark| format!(" {} on {}", mark.sign, own(&mark.line)));
            format!("{}: {}{}", who.join(" "), deeds.join(" "), marks.collect::<String>())
        });
        words.collect()
    }

    const FOUR: &str =
        "story \"Four\"\n    in-order\ncharacter a\ncharacter b\ncharacter c\ncharacter d\nplace hall\n@ hall\n";

    #[test]
    fn everybody_in_a_scene_has_an_event_with_everybody_else_in_it() {
        let chain = format!("{FOUR}[x] a and b meet\n[y] b and c meet\n[z] c and d meet\n");
        assert_eq!(scenes(&chain, &[]), ["a b: x", "b c: y", "c d: z"]);
        let within = format!("{FOUR}[x] a and b meet\n[y] a, b and c meet\n[z] b and c talk\n[w] a and c talk\n");
        assert_eq!(scenes(&within, &[]), ["a b c: x y z w"]);
    }

    #[test]
    fn at_most_one_thing_turns_in_a_scene() {
        let undated = format!("{FOUR}[x] a and b meet\n[y] a and b ally\n[z] b betrays a\n[w] a kills b\n");
        assert_eq!(scenes(&undated, &[]), ["a b: x y + on a", "a b: z ! on b", "a b: w"]);
    }

    #[test]
    fn no_line_bears_the_sign_of_what_somebody_else_did() {
        let carl = format!("{FOUR}[x] a and b meet\n[y] c betrays a\n[z] a and b talk\n");
        assert_eq!(scenes(&carl, &[]), ["a b: x", "a c: y ! on c", "a b: z"]);
        assert_eq!(scenes(&carl, &["a", "b"]), ["a b: x y z"]);
        // What is done to somebody by whoever has no line joins a scene, and makes none.
        let first = format!("{FOUR}[y] c betrays a\n[x] a and b meet\n");
        assert_eq!(scenes(&first, &["a", "b"]), ["a b: x"]);
        // Whoever lives again bears the sign of it, and not whoever gave the life back.
        let back = format!("{FOUR}[x] b kills a\n[y] b resurrects a\n");
        assert_eq!(scenes(&back, &[]), ["a b: x", "a b: y ↑ on a"]);
    }

    #[test]
    fn of_many_those_are_drawn_who_meet_one_another() {
        // Three are the busiest, each with people of their own; three of fewer scenes are together.
        let mut crowd = "story \"Crowd\"\n    in-order\n".to_owned();
        let mut events = String::new();
        for busy in ["p", "q", "r"] {
            crowd.push_str(&format!("character {busy}\n"));
            for nth in 0..6 {
                crowd.push_str(&format!("character {busy}{nth}\n"));
                events.push_str(&format!("{busy} and {busy}{nth} meet\n"));
            }
        }
        for friend in ["s", "t"] {
            crowd.push_str(&format!("character {friend}\n"));
            events.push_str(&format!("p and {friend} meet\np and {friend} talk\n"));
        }
        events.push_str("s and t meet\n");
        let loaded = crate::load::read("story.lore", &format!("{crowd}{events}"));
        let world = World::of(loaded.story, loaded.vocabulary, Lens::default());
        let plot = Plot {
            most_lines: 3,
            ..Plot::default()
        };
        let chart = chart(&world, &plot);
        let ids: Vec<&str> = chart.threads.iter().map(|thread| thread.id.as_str()).collect();
        assert_eq!(ids, ["p", "s", "t"]);
        assert_eq!(chart.remark, "not drawn: 20 more characters and 18 scenes of theirs");
    }

    #[test]
    fn a_window_shows_what_it_says() {
        let only = |plot: Plot| told(&plot);
        let told_order = only(Plot {
            order: Clock::Telling,
            ..Plot::default()
        });
        assert_eq!(told_order[0], "ann ooooo-o");
        assert_eq!(
            told_order[told_order.len() - 2..],
            ["1 Before from 0", "2 After from 2"]
        );
        let late = only(Plot {
            from: Moment(6),
            ..Plot::default()
        });
        assert_eq!(late[..3], ["ann o-o", "bo .oo", "cy ..o"]);
        let few = only(Plot {
            most_lines: 2,
            ..Plot::default()
        });
        assert_eq!(few[..2], ["ann oooo-o", "bo oooooo † fall"]);
        let short = only(Plot {
            most_scenes: 4,
            ..Plot::default()
        });
        assert_eq!(short[0], "ann ooo.");
    }
}
