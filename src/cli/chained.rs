//! From the rows of a chain to the picture of one: each event once, and a line for every way in which rows hang together.

use crate::ask::{Answer, Cell, Link, Row};
use crate::draw::chain::{Chain, Knot, Sort, Strand, Tie};
use crate::model::Certainty;
use std::collections::BTreeMap;

/// Of a picture that has so many sentences, what lay too deep is left out.
const ENOUGH: usize = 120;
/// How many sentences a picture has at most.
const MOST: usize = 400;

/// The chain of an answer, to be drawn.
pub(super) fn chain(answer: &Answer) -> Chain {
    let mut drawn = Drawn::default();
    let words = words(&answer.rows);
    let mut left = 0;
    for (place, row) in answer.rows.iter().enumerate() {
        let full = row.depth == 0 && drawn.chain.knots.len() >= ENOUGH;
        if left > 0 || full || drawn.chain.knots.len() >= MOST {
            left += 1;
            continue;
        }
        drawn.row(row, &words, answer.rows.get(place + 1));
    }
    let verdict = answer.ruling.as_ref().map(|ruling| {
        let word = super::format::capital(ruling.word());
        format!("{word}: {}", ruling.reason.replace('`', ""))
    });
    Chain {
        title: answer.reading.replace('`', ""),
        subtitle: verdict.or_else(|| answer.as_of.clone()).unwrap_or_default(),
        knots: drawn.chain.knots,
        ties: drawn.chain.ties,
        remark: match left {
            0 => String::new(),
            1 => "not shown: one more row of the answer".to_owned(),
            more => format!("not shown: {more} more rows of the answer"),
        },
        ..Chain::default()
    }
}

/// The event of a row that tells one, or points at where one is told.
fn event(row: &Row) -> Option<&str> {
    let links = row.link.filter(|link| !holds(*link))?;
    let tells = !matches!(links, Link::WouldEnd | Link::WouldStart);
    named(row).filter(|_| tells)
}

/// The event that a row names in its cells.
fn named(row: &Row) -> Option<&str> {
    row.cells.iter().find_map(|cell| match cell {
        Cell::One(named) => Some(named.id.as_str()),
        Cell::Empty | Cell::Text(_) | Cell::Count(_) | Cell::Measure(_) | Cell::Many(_) => None,
    })
}

/// Whether a row so linked tells of something that holds.
fn holds(link: Link) -> bool {
    matches!(
        link,
        Link::Holds | Link::Needed | Link::Earlier | Link::Began | Link::Ended
    )
}

/// What is told of each event; where it is told more than once, the longest: elsewhere only its place is.
fn words(rows: &[Row]) -> BTreeMap<&str, &Row> {
    let mut words: BTreeMap<&str, &Row> = BTreeMap::new();
    for row in rows.iter().filter(|row| !row.evidence.is_empty()) {
        if let Some(id) = event(row) {
            words.entry(id).or_insert(row);
        }
    }
    words
}

/// A chain as it is being drawn.
#[derive(Default)]
struct Drawn {
    chain: Chain,
    events: BTreeMap<String, usize>,
    /// The knots above the next row, the root first.
    above: Vec<usize>,
    /// How the row before hung from the one above it.
    last: Option<Link>,
}

impl Drawn {
    fn row(&mut self, row: &Row, words: &BTreeMap<&str, &Row>, next: Option<&Row>) {
        let Some(link) = row.link else { return };
        let beside = self.above.get(row.depth).copied();
        self.above.truncate(row.depth);
        if let Some(knot) = beside.filter(|_| matches!(link, Link::Began | Link::Ended) && self.last == Some(link)) {
            // What begins or ends with one event stands in one box.
            let known = &mut self.chain.knots[knot];
            known.words = format!("{}\n{}", known.words, row.sentence.replace('`', ""));
            known.note.clear();
            self.above.push(knot);
            return;
        }
        self.last = Some(link);
        let knot = match event(row) {
            Some(id) => self.event(id, words, row),
            None => self.told(row, link),
        };
        if let Some(&from) = self.above.last() {
            self.tie(from, knot, link, row);
        }
        // What was needed since an event that is told elsewhere still hangs from it.
        let since = named(row).filter(|_| matches!(link, Link::Needed));
        let goes_on = next.is_some_and(|next| next.depth > row.depth);
        if let Some(&other) = since.filter(|_| !goes_on).and_then(|id| self.events.get(id)) {
            self.tie(knot, other, Link::From, row);
        }
        self.above.push(knot);
    }

    fn event(&mut self, id: &str, words: &BTreeMap<&str, &Row>, row: &Row) -> usize {
        if let Some(&known) = self.events.get(id) {
            return known;
        }
        let told = words.get(id).copied().unwrap_or(row);
        let at = told.evidence.first().and_then(|piece| piece.told.at.clone());
        self.events.insert(id.to_owned(), self.chain.knots.len());
        self.knot(Knot {
            id: id.to_owned(),
            words: told.sentence.replace('`', ""),
            note: at.map_or_else(|| id.to_owned(), |at| format!("{id} · {at}")),
            sort: Sort::Happened,
            is_asked: row.depth == 0 && row.section.is_none(),
        })
    }

    fn told(&mut self, row: &Row, link: Link) -> usize {
        let span = row.span.as_ref().map(|span| span.words().replace('`', ""));
        self.knot(Knot {
            id: format!("{} {}", link.word(), self.chain.knots.len() + 1),
            words: row.sentence.replace('`', ""),
            note: span.unwrap_or_default(),
            sort: if holds(link) || link == Link::From {
                Sort::Held
            } else {
                Sort::Missed
            },
            is_asked: link == Link::Holds,
        })
    }

    fn knot(&mut self, knot: Knot) -> usize {
        self.chain.knots.push(knot);
        self.chain.knots.len() - 1
    }

    fn tie(&mut self, from: usize, to: usize, link: Link, row: &Row) {
        let tie = Tie {
            from,
            to,
            word: if matches!(link, Link::WouldEnd | Link::WouldStart) {
                String::new()
            } else {
                link.word().to_owned()
            },
            strand: strand(link),
            doubtful: row.certainty >= Certainty::Doubtful,
        };
        if from == to {
            return;
        }
        // Two lines between one pair would hide each other's words.
        let known = self
            .chain
            .ties
            .iter_mut()
            .find(|known| (known.from, known.to) == (from, to));
        match known {
            Some(known) if known.word.split(", ").any(|word| word == tie.word) => {}
            Some(known) => known.word = format!("{}, {}", known.word, tie.word),
            None => self.chain.ties.push(tie),
        }
    }
}

fn strand(link: Link) -> Strand {
    match link {
        Link::Because | Link::LedTo | Link::Happened => Strand::Cause,
        Link::From | Link::Began | Link::Holds => Strand::Start,
        Link::Until | Link::Ended => Strand::End,
        Link::Needed | Link::Earlier => Strand::Need,
        Link::Within | Link::Included => Strand::Part,
        Link::WouldEnd | Link::WouldStart | Link::NotBy => Strand::Miss,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ask::{Asked, QUESTIONS};
    use crate::world::sample::world;

    const STORY: &str = r#"{"lorescope": 1,
        "characters": [{"id": "ann", "name": "Ann"}, {"id": "bo", "name": "Bo"}],
        "events": [
            {"id": "bond", "kind": "friendship", "roles": {"friends": ["ann", "bo"]}},
            {"id": "feast", "kind": "celebration", "roles": {"celebrants": ["ann", "bo"]}, "because": "bond"},
            {"id": "treason", "kind": "betrayal", "roles": {"betrayer": "ann", "betrayed": "bo"}, "within": "feast"},
            {"id": "stab", "kind": "killing", "roles": {"killer": "ann", "victim": "bo"},
             "because": ["treason", "feast"], "within": "feast"}]}"#;

    /// The chain of a question: its knots, then its ties, in words.
    fn drawn(words: &[&str], forward: bool) -> Vec<String> {
        let asked = Asked {
            words: words.iter().map(ToString::to_string).collect(),
            forward,
            ..Asked::default()
        };
        let why = QUESTIONS
            .iter()
            .find(|question| question.name == "why")
            .expect("it is one");
        let answer = (why.answer)(&world(STORY), &asked).unwrap_or_else(|refusal| panic!("{}", refusal.message));
        let chain = chain(&answer);
        let knots = chain.knots.iter().map(|knot| format!("{}: {}", knot.id, knot.words));
        let id = |knot: usize| chain.knots[knot].id.as_str();
        let ties = chain
            .ties
            .iter()
            .map(|tie| format!("{} {} {}", id(tie.from), tie.word, id(tie.to)));
        knots.chain(ties).collect()
    }

    #[test]
    fn every_event_is_one_knot_and_every_pair_has_one_line() {
        assert_eq!(
            drawn(&["dead", "bo"], false),
            [
                "holds 1: Bo is dead",
                "stab: Ann killed Bo",
                "treason: Ann betrayed Bo",
                "needed 4: Ann was a friend of Bo",
                "bond: Ann and Bo became friends",
                "feast: Ann and Bo celebrated",
                "would end it 7: A resurrection would have ended it; none is told of Bo after stab",
                "holds 1 because stab",
                "stab because treason",
                "treason needed needed 4",
                "needed 4 from bond",
                "treason within feast",
                "feast because bond",
                "stab because, within feast",
                "holds 1  would end it 7",
            ]
        );
    }

    #[test]
    fn what_ends_with_one_event_stands_in_one_box() {
        let drawn = drawn(&["treason"], true);
        assert_eq!(
            drawn,
            [
                "treason: Ann betrayed Bo",
                "began 2: Ann was hostile to Bo",
                "ended 3: Ann was a friend of Bo",
                "stab: Ann killed Bo",
                "ended 5: Bo was alive\nAnn was hostile to Bo",
                "treason began began 2",
                "treason ended ended 3",
                "treason led to stab",
                "stab ended ended 5",
            ]
        );
    }
}
