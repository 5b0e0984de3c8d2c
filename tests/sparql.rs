//! What a command prints under `--explain sparql` finds the same rows as the command, over every story in `data/`.
#![cfg(feature = "sparql")]
#![expect(unreachable_pub, reason = "nobody stands outside a test")]

#[path = "sparql/rows.rs"]
mod rows;

use lorescope::ask::english::{self, Sense};
use lorescope::ask::{self, Asked, Asking, Prefer, Seeks};
use lorescope::rdf::{self, Found};
use lorescope::vocabulary::Meaning;
use lorescope::world::World;
use rows::{Row, answer, bare, cast, found, moments, same, sorted, stories, told, words};
use std::sync::Arc;

#[test]
fn who_finds_the_same() {
    for (turn, (_, world)) in stories().into_iter().enumerate() {
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
        // Every word is asked in one story or another.
        let mine = all.into_iter().enumerate().filter(|(nth, _)| nth % 3 == turn);
        for (nth, (word, prefer)) in mine {
            let plain = Asked {
                prefer,
                ..words(&[&word])
            };
            if !who(&world, &plain) {
                continue;
            }
            // And it is asked of another moment and of somebody else in turn.
            let asked = Asked {
                of: of[nth % of.len()].clone(),
                moment: moments[nth % moments.len()].clone(),
                ..plain.clone()
            };
            who(&world, &asked);
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
            let told: Vec<Row> = told(&answer, &columns).into_iter().filter(counted).collect();
            assert!(!told.is_empty(), "nothing was counted");
            same("stats", &asked, &query, told, found.clone());
        }
    }
}

/// The questions of a page: what stands before the answer in its tables.
fn questions(page: &str) -> Vec<String> {
    let rows = page.lines().filter_map(|line| line.strip_prefix("| "));
    let cells = rows.filter_map(|row| row.split(" | ").next());
    cells
        .filter(|cell| cell.contains(' '))
        .map(|cell| cell.trim().to_owned())
        .collect()
}

#[test]
fn inquiries_find_the_same() {
    let mut compared = 0;
    for (folder, world) in stories() {
        let name = folder.rsplit('/').next().expect("a folder has a name");
        let page = std::fs::read_to_string(format!("tests/questions/{name}.md")).expect("the page is there");
        for question in questions(&page) {
            let Ok(Sense::Inquiry(inquiry)) = english::read(&world, &question).map(|reading| reading.sense) else {
                continue;
            };
            let Seeks::Which(vars) = &inquiry.seeks else { continue };
            // Where a command asks the same, the query is the command's, which is held to its rows above.
            if inquiry.command(&world).is_some() {
                continue;
            }
            let Ok(query) = ask::sparql_of(&world, &inquiry) else {
                continue;
            };
            let Ok(answer) = ask::answer(&world, &inquiry) else {
                continue;
            };
            let Ok(Found::Rows(table)) = rdf::ask(&world, &query) else {
                panic!("{question}\n{query}\n{:?}", rdf::ask(&world, &query));
            };
            assert_eq!(table.variables().len(), vars.len(), "{query}");
            let rows: Vec<Row> = table
                .cells()
                .iter()
                .map(|row| row.iter().map(|cell| bare(cell)).collect())
                .collect();
            let found = answer
                .found
                .iter()
                .map(|row| row.iter().map(|named| named.id.clone()).collect())
                .collect();
            assert_eq!(sorted(found), sorted(rows), "{question}\n{query}");
            compared += 1;
        }
    }
    assert!(compared >= 20, "{compared}");
}
