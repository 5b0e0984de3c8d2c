//! What is compared: the rows of a command, and those of the query that it prints.

use lorescope::ask::{self, Answer, Asked, Asking, Cell, QUESTIONS};
use lorescope::load::{self, Input};
use lorescope::model::Node;
use lorescope::rdf::{self, Found};
use lorescope::timeline::Lens;
use lorescope::world::World;
use std::sync::Arc;

/// A row of ids.
pub type Row = Vec<String>;

/// The stories of `data/`, by folder.
pub fn stories() -> Vec<(String, Arc<World>)> {
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

/// A cell as an id or as words.
pub fn cell(cell: &Cell) -> String {
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
pub fn bare(value: &str) -> String {
    let prefixes = [":", "rel:", "kind:", "role:", "lore:"];
    let bare = prefixes.iter().find_map(|prefix| value.strip_prefix(prefix));
    bare.unwrap_or(value).to_owned()
}

/// Some columns of what a query finds.
pub fn found(world: &Arc<World>, query: &str, columns: &[&str]) -> Vec<Row> {
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
pub fn told(answer: &Answer, columns: &[&str]) -> Vec<Row> {
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

/// A question answered, and as a query; none where it is refused, which both are.
pub fn answer(world: &World, question: &str, asked: &Asked) -> Option<(Answer, String)> {
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

/// A question of some words.
pub fn words(words: &[&str]) -> Asked {
    Asked {
        words: words.iter().map(|&word| word.to_owned()).collect(),
        ..Asked::default()
    }
}

/// A few moments of a story: none, the ends, events along it, and times.
pub fn moments(world: &World) -> Vec<Asking> {
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
pub fn cast(world: &World) -> Vec<String> {
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

/// Rows in an order of their own.
pub fn sorted(mut rows: Vec<Row>) -> Vec<Row> {
    rows.sort();
    rows
}

/// Holds that two lots of rows are the same.
pub fn same(question: &str, asked: &Asked, query: &str, told: Vec<Row>, found: Vec<Row>) {
    assert_eq!(sorted(told), sorted(found), "{}\n{query}", asked.typed(question));
}
