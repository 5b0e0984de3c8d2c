//! What a command prints under `--explain sparql` finds the same rows as the command, over every story in `data/`.
#![cfg(feature = "sparql")]

use lorescope::ask::{self, Answer, Asked, Asking, Cell, Prefer, QUESTIONS};
use lorescope::load::{self, Input};
use lorescope::model::Node;
use lorescope::rdf::{self, Found};
use lorescope::timeline::Lens;
use lorescope::vocabulary::Meaning;
use lorescope::world::World;
use std::sync::Arc;

/// A row of ids.
type Row = Vec<String>;

fn stories() -> Vec<(String, Arc<World>)> {
    let mut folders: Vec<_> = std::fs::read_dir("data")
        .expect("the stories are there")
        .map(|entry| entry.expect("readable").path())
        .filter(|path| path.join("story.lore").is_file())
        .collect();
    folders.sort();
    let worlds = folders.into_iter().map(|folder| {
        let loaded = load::open(&[Input::Path(folder.join("story.lore"))]).expect("it is there");
        let world = World::of(loaded.story, loaded.vocabulary, Lens::default());
        (folder.display().to_string(), Arc::new(world))
    });
    worlds.collect()
}

fn cell(cell: &Cell) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::Text(words) => words.clone(),
        Cell::Count(number) => number.to_string(),
        Cell::Measure(number) => number.to_string(),
        Cell::One(named) => named.id.clone(),
        Cell::Many(all) => all.iter().map(|named| named.id.clone()).collect::<Vec<_>>().join("; "),
    }
}

/// A value of a query as a cell of a command has it: without its prefix.
fn bare(value: &str) -> String {
    let prefixes = [":", "rel:", "kind:", "role:", "lore:"];
    let bare = prefixes.iter().find_map(|prefix| value.strip_prefix(prefix));
    bare.unwrap_or(value).to_owned()
}

/// Some columns of what a query finds.
fn found(world: &Arc<World>, query: &str, columns: &[&str]) -> Vec<Row> {
    let found = rdf::ask(world, query).unwrap_or_else(|refused| panic!("{refused:?}\n{query}"));
    let Found::Rows(table) = found else {
        panic!("no rows: {query}")
    };
    let place = |name: &&str| {
        let variables = table.variables();
        variables
            .iter()
            .position(|each| each == name)
            .unwrap_or_else(|| panic!("{name} in {query}"))
    };
    let places: Vec<usize> = columns.iter().map(place).collect();
    let rows = table.cells().into_iter();
    rows.map(|row| places.iter().map(|&place| bare(&row[place])).collect())
        .collect()
}

/// Some columns of an answer.
fn told(answer: &Answer, columns: &[&str]) -> Vec<Row> {
    let place = |name: &&str| answer.columns.iter().position(|each| each == name).expect("a column");
    let places: Vec<usize> = columns.iter().map(place).collect();
    let rows = answer.rows.iter();
    rows.map(|row| {
        places
            .iter()
            .map(|&place| row.cells.get(place).map(cell).unwrap_or_default())
            .collect()
    })
    .collect()
}

fn answer(world: &World, question: &str, asked: &Asked) -> Option<(Answer, String)> {
    let known = QUESTIONS.iter().find(|known| known.name == question).expect("known");
    match ((known.answer)(world, asked), ask::sparql(world, question, asked)) {
        (Ok(answer), Ok(query)) => Some((answer, query)),
        (Err(one), Err(other)) => {
            assert_eq!(one, other, "{}", asked.typed(question));
            None
        }
        (Ok(_), Err(refused)) if refused.message.contains("turns out to be") => None,
        (answer, query) => panic!("{}: {answer:?} {query:?}", asked.typed(question)),
    }
}

fn words(words: &[&str]) -> Asked {
    Asked {
        words: words.iter().map(|&word| word.to_owned()).collect(),
        ..Asked::default()
    }
}

/// A few moments of a story: none, the ends, events along it, and times.
fn moments(world: &World) -> Vec<Asking> {
    let sequence = world.timeline.order.sequence();
    let many = sequence.len();
    let along = [many / 5, many / 2, many - 2].map(|at| world.story.event(sequence[at]));
    let mut moments = vec![
        Asking::Ever,
        Asking::AsOf("start".to_owned()),
        Asking::AsOf("end".to_owned()),
    ];
    moments.extend(along.iter().map(|event| Asking::AsOf(event.id.to_string())));
    moments.push(Asking::Before(along[1].id.to_string()));
    let timed = along.iter().find(|event| event.at.is_known());
    moments.extend(timed.map(|event| Asking::AsOf(event.at.written.to_string())));
    moments.extend(timed.map(|event| Asking::Before(event.at.written.to_string())));
    moments
}

/// The entities with most to tell of, and every so many of the others.
fn cast(world: &World) -> Vec<String> {
    let mut all: Vec<Node> = world.story.entity_ids().map(Node::from).collect();
    all.sort_by_key(|&node| {
        (
            std::cmp::Reverse(world.timeline.concerning(node).count()),
            world.story.slug(node),
        )
    });
    let some = all.iter().enumerate().filter(|(nth, _)| *nth < 5 || nth % 19 == 0);
    some.map(|(_, &node)| world.story.slug(node).to_owned()).collect()
}

fn sorted(mut rows: Vec<Row>) -> Vec<Row> {
    rows.sort();
    rows
}

fn same(question: &str, asked: &Asked, query: &str, told: Vec<Row>, found: Vec<Row>) {
    assert_eq!(sorted(told), sorted(found), "{}\n{query}", asked.typed(question));
}

#[test]
fn who_finds_the_same() {
    for (_, world) in stories() {
        let vocabulary = &world.vocabulary;
        let relations = vocabulary.relations.iter().map(|relation| relation.name.clone());
        let kinds = vocabulary.kinds.iter().map(|kind| kind.name.clone());
        let all: Vec<(String, Prefer)> = relations
            .map(|word| (word, Prefer::Relations))
            .chain([("dead".to_owned(), Prefer::Relations)])
            .chain(kinds.map(|word| (word, Prefer::Events)))
            .collect();
        let moments = moments(&world);
        let mut of: Vec<Vec<String>> = vec![Vec::new()];
        of.extend(cast(&world).into_iter().take(3).map(|id| vec![id]));
        for (nth, (word, prefer)) in all.into_iter().enumerate() {
            let plain = Asked {
                prefer,
                ..words(&[&word])
            };
            if !who(&world, &plain) {
                continue;
            }
            // Every word is asked of other moments and of somebody else in turn.
            for turn in [nth] {
                let asked = Asked {
                    of: of[turn % of.len()].clone(),
                    moment: moments[turn % moments.len()].clone(),
                    ..plain.clone()
                };
                who(&world, &asked);
            }
        }
    }
}

/// Whether there is anything to find.
fn who(world: &Arc<World>, asked: &Asked) -> bool {
    let Some((answer, query)) = answer(world, "who", asked) else {
        return false;
    };
    if answer.rows.is_empty() && asked.moment == Asking::Ever {
        return false;
    }
    let held = ["subject", "relation", "object", "from", "until"];
    if answer.columns.iter().any(|column| column == "subject") {
        let (told, found) = (told(&answer, &held), found(world, &query, &held));
        assert_eq!(told, found, "{}\n{query}", asked.typed("who"));
        let open = answer.rows.iter().filter(|row| row.open.is_some()).count();
        assert!(open == 0 || query.contains("?holds"), "{query}");
    } else {
        let happened = ["event", "kind", "at", "place"];
        same(
            "who",
            asked,
            &query,
            told(&answer, &happened),
            self::found(world, &query, &happened),
        );
    }
    !answer.rows.is_empty()
}

#[test]
fn list_and_timeline_find_the_same() {
    for (_, world) in stories() {
        let lists = [
            "characters",
            "factions",
            "places",
            "items",
            "relations",
            "kinds",
            "events",
            "documents",
            "facts",
            "all",
        ];
        for list in lists.into_iter().map(|list| words(&[list])).chain([words(&[])]) {
            let (answer, query) = answer(&world, "list", &list).expect("answers");
            let columns = ["id", "name", "sort"];
            assert_eq!(
                told(&answer, &columns),
                found(&world, &query, &columns),
                "{list:?}\n{query}"
            );
        }
        let mut of: Vec<Vec<String>> = cast(&world).into_iter().map(|id| vec![id]).collect();
        of.extend(
            of.clone()
                .windows(2)
                .map(|two| [two[0].clone(), two[1].clone()].concat()),
        );
        let wholes = world.story.events.iter().filter_map(|event| event.within);
        of.extend(wholes.map(|whole| vec![world.story.event(whole).id.to_string()]));
        of.push(Vec::new());
        for (nth, of) in of.into_iter().enumerate() {
            let moments = moments(&world);
            let asked = Asked {
                words: of,
                moment: moments[nth % moments.len()].clone(),
                ..Asked::default()
            };
            let Some((answer, query)) = answer(&world, "timeline", &asked) else {
                continue;
            };
            let columns = ["event", "kind", "at", "told", "place", "within"];
            assert_eq!(
                told(&answer, &columns),
                found(&world, &query, &columns),
                "{asked:?}\n{query}"
            );
        }
    }
}

fn knowledge(world: &World) -> Vec<String> {
    let known = world.vocabulary.meaning(Meaning::Knowledge);
    known.map(|id| world.vocabulary.relation(id).name.clone()).collect()
}

/// The rows that tell of a relation other than of knowing, which is asked by itself.
fn of_relations(world: &World, rows: Vec<Row>, column: usize) -> Vec<Row> {
    let knowing = knowledge(world);
    let tells = |row: &Row| world.vocabulary.relation_named(&row[column]).is_some() && !knowing.contains(&row[column]);
    rows.into_iter().filter(tells).collect()
}

#[test]
fn show_finds_the_same() {
    for (_, world) in stories() {
        let moments = moments(&world);
        let events = world.story.events.iter().enumerate().filter(|(nth, _)| nth % 9 == 0);
        let events = events.map(|(_, event)| event.id.to_string());
        for (nth, id) in cast(&world).into_iter().chain(events).enumerate() {
            let asked = Asked {
                moment: moments[nth % moments.len()].clone(),
                ..words(&[&id])
            };
            let Some((answer, query)) = answer(&world, "show", &asked) else {
                continue;
            };
            let held = ["subject", "relation", "object", "from", "until"];
            let spanned = |rows: Vec<Row>| -> Vec<Row> { rows.into_iter().filter(|row| !row[3].is_empty()).collect() };
            let (rows, query_rows) = (spanned(told(&answer, &held)), spanned(found(&world, &query, &held)));
            same(
                "show",
                &asked,
                &query,
                of_relations(&world, rows, 1),
                of_relations(&world, query_rows, 1),
            );
            let events = |rows: Vec<Row>| -> Vec<Row> { rows.into_iter().filter(|row| row[0] == "event").collect() };
            let columns = ["topic", "subject"];
            let entity = world.find(&id).expect("named").entity().is_some();
            if entity {
                same(
                    "show",
                    &asked,
                    &query,
                    events(told(&answer, &columns)),
                    events(found(&world, &query, &columns)),
                );
            } else {
                let roles: Vec<&str> = world
                    .vocabulary
                    .kinds
                    .iter()
                    .flat_map(|kind| &kind.roles)
                    .map(|role| world.vocabulary.role(role.id))
                    .collect();
                let parts = |rows: Vec<Row>| -> Vec<Row> {
                    rows.into_iter()
                        .filter(|row| roles.contains(&row[0].as_str()) && !row[1].is_empty())
                        .collect()
                };
                same(
                    "show",
                    &asked,
                    &query,
                    parts(told(&answer, &columns)),
                    parts(found(&world, &query, &columns)),
                );
            }
        }
    }
}

#[test]
fn diff_finds_the_same() {
    for (_, world) in stories() {
        let sequence = world.timeline.order.sequence();
        let id = |at: usize| world.story.event(sequence[at]).id.to_string();
        let many = sequence.len();
        let mut pairs = vec![
            ["start".to_owned(), "end".to_owned()],
            ["end".to_owned(), "start".to_owned()],
        ];
        pairs.extend(
            (0..many)
                .step_by(3)
                .map(|at| [format!("before {}", id(at)), id((at * 7 + 3) % many)]),
        );
        for (nth, pair) in pairs.into_iter().enumerate() {
            let cast = cast(&world);
            let asked = Asked {
                of: if nth % 3 == 2 {
                    vec![cast[nth % cast.len()].clone()]
                } else {
                    Vec::new()
                },
                ..words(&[&pair[0], &pair[1]])
            };
            let (answer, query) = answer(&world, "diff", &asked).expect("answers");
            let columns = ["change", "subject", "relation", "object", "from", "until"];
            let (told, found) = (told(&answer, &columns), found(&world, &query, &columns));
            let relations = of_relations(&world, told.clone(), 2);
            same(
                "diff",
                &asked,
                &query,
                relations.clone(),
                of_relations(&world, found.clone(), 2),
            );
            // The events that changed what somebody knows are asked for by themselves too.
            let made = |row: &&Row| relations.iter().any(|each| each[4] == row[1] || each[5] == row[1]);
            let events = |rows: &[Row]| -> Vec<Row> {
                rows.iter()
                    .filter(|row| row[0] == "event")
                    .filter(made)
                    .cloned()
                    .collect()
            };
            same("diff", &asked, &query, events(&told), events(&found));
            assert!(
                found.iter().all(|row| row[0] != "event" || told.contains(row)),
                "{query}"
            );
        }
    }
}

#[test]
fn path_and_why_find_the_same() {
    for (_, world) in stories() {
        let cast = cast(&world);
        let moments = moments(&world);
        for (nth, two) in cast
            .iter()
            .zip(cast.iter().skip(1).chain(cast.iter().rev()))
            .enumerate()
        {
            let asked = Asked {
                moment: moments[nth % moments.len()].clone(),
                ..words(&[two.0, two.1])
            };
            let (answer, query) = answer(&world, "path", &asked).expect("answers");
            let found = found(&world, &query, &["step", "fromNode", "tie", "toNode", "from", "until"]);
            same(
                "path",
                &asked,
                &query,
                told(&answer, &["step", "from-node", "tie", "to-node", "from", "until"]),
                found,
            );
        }
        let events = world.story.events.iter().step_by(7).map(|event| words(&[&event.id]));
        let facts = cast
            .iter()
            .flat_map(|id| ["dead", "alive", "allied", "present", "member"].map(|word| words(&[word, id])));
        let both: Vec<Asked> = events.chain(facts).collect();
        let onward = both.iter().step_by(5).map(|asked| Asked {
            forward: true,
            ..asked.clone()
        });
        for asked in both.iter().cloned().chain(onward) {
            let Some((answer, query)) = answer(&world, "why", &asked) else {
                continue;
            };
            let columns = ["link", "event", "kind"];
            let rows: Vec<Row> = told(&answer, &columns)
                .into_iter()
                .filter(|row| !row[1].is_empty())
                .collect();
            same("why", &asked, &query, rows, found(&world, &query, &columns));
        }
    }
}

#[test]
fn stats_find_the_same() {
    for (_, world) in stories() {
        for moment in moments(&world) {
            let asked = Asked {
                moment,
                ..Asked::default()
            };
            let (answer, query) = answer(&world, "stats", &asked).expect("answers");
            let columns = ["measure", "of", "value"];
            let found = found(&world, &query, &columns);
            let knowing = knowledge(&world);
            let counted = |row: &Row| found.iter().any(|each| each[0] == row[0]) && !knowing.contains(&row[1]);
            let told = told(&answer, &columns).into_iter().filter(counted).collect();
            same("stats", &asked, &query, told, found.clone());
        }
    }
}
