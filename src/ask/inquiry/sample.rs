//! Inquiries for tests, in a notation of their own, so that a table of them can be read.
//!
//! ```text
//!   which ?who: e=killing(killer=?who, victim=bo); allied(?who, south)@end; before(?f, ?e)
//! ```

use super::{Clause, Inquiry, Pick, Play, Polarity, Seeks, Term, Timing, Var, Window};
use crate::ask::Answer;
use crate::timeline::AsOf;
use crate::vocabulary::Fillers;
use crate::world::World;

/// The inquiry that a line of the notation is.
pub(in crate::ask) fn inquiry(world: &World, line: &str) -> Inquiry {
    let (seeks, clauses) = line.split_once(": ").expect("what is sought, and clauses");
    let mut reader = Reader {
        world,
        inquiry: Inquiry::new(Seeks::Whether),
        names: Vec::new(),
    };
    let mut words = seeks.split(' ');
    let word = words.next().expect("a word");
    let vars: Vec<Var> = words
        .clone()
        .filter(|word| word.starts_with('?'))
        .map(|name| reader.var(name))
        .collect();
    reader.inquiry.seeks = match word {
        "which" => Seeks::Which(vars),
        "whether" => Seeks::Whether,
        "how-many" => Seeks::HowMany(vars[0]),
        "most" | "fewest" => Seeks::Most {
            who: vars[0],
            of: vars[1],
            fewest: word == "fewest",
        },
        "when" => Seeks::When,
        "since" => Seeks::Since,
        "until" => Seeks::Until,
        "how" => Seeks::How,
        "why" => Seeks::Why,
        other => panic!("`{other}` seeks nothing"),
    };
    reader.inquiry.pick = match line.split(':').next().map(|head| head.rsplit(' ').next()) {
        Some(Some("first")) => Some(Pick::First),
        Some(Some("last")) => Some(Pick::Last),
        _ => None,
    };
    for clause in clauses.split("; ") {
        let clause = reader.clause(clause);
        reader.inquiry.clauses.push(clause);
    }
    reader.inquiry
}

/// The answer to a line of the notation.
pub(in crate::ask) fn answered(world: &World, line: &str) -> Answer {
    super::answer(world, &inquiry(world, line)).unwrap_or_else(|refusal| panic!("{line}: {}", refusal.message))
}

struct Reader<'a> {
    world: &'a World,
    inquiry: Inquiry,
    names: Vec<String>,
}

impl Reader<'_> {
    /// An unknown: `?who`, `?where/place` of a sort, `?e` and `?f` for events.
    fn var(&mut self, name: &str) -> Var {
        let (word, sort) = name
            .trim_start_matches('?')
            .split_once('/')
            .unwrap_or((name.trim_start_matches('?'), ""));
        if let Some(place) = self.names.iter().position(|known| known == word) {
            return Var(u8::try_from(place).expect("few"));
        }
        self.names.push(word.to_owned());
        let event = ["e", "f", "g"].contains(&word);
        let sort = match sort {
            "" if event => "event",
            "" => "actor",
            sort => sort,
        };
        let sort = Fillers::parse(sort).expect("a sort");
        self.inquiry.unknown(sort, if event { "" } else { word })
    }

    fn term(&mut self, text: &str) -> Term {
        match text.trim() {
            "_" => Term::Any,
            name if name.starts_with('?') => Term::Unknown(self.var(name)),
            names if names.contains('|') => Term::OneOf(
                names
                    .split('|')
                    .map(|name| self.world.find(name).expect("known"))
                    .collect(),
            ),
            name => Term::Named(self.world.find(name).unwrap_or_else(|missed| panic!("{missed}"))),
        }
    }

    fn moment(&self, typed: &str) -> AsOf {
        let found = self.world.moment(typed);
        found.unwrap_or_else(|missed| panic!("{missed}"))
    }

    fn clause(&mut self, text: &str) -> Clause {
        let (polarity, text) = match text.split_once(' ') {
            Some(("not", rest)) => (Polarity::NotSo, rest),
            Some(("no-longer", rest)) => (Polarity::NoLonger, rest),
            Some(("still", rest)) => (Polarity::Still, rest),
            _ => (Polarity::So, text),
        };
        let (head, rest) = text.split_once('(').expect("a bracket");
        let (inner, time) = rest.split_once(')').expect("a bracket");
        let terms: Vec<&str> = inner
            .split(',')
            .map(str::trim)
            .filter(|term| !term.is_empty())
            .collect();
        if let Some((event, kind)) = head.split_once('=') {
            return self.happens(polarity, event, kind, &terms, time);
        }
        if let ["before" | "caused" | "within" | "differ" | "species", _] = [head, ""] {
            let one = self.term(terms[0]);
            return match head {
                "species" => Clause::Species(one, terms[1].to_owned()),
                "before" => Clause::Before(one, self.term(terms[1])),
                "caused" => Clause::Caused(one, self.term(terms[1])),
                "within" => Clause::Within(one, self.term(terms[1])),
                _ => Clause::Differ(one, self.term(terms[1])),
            };
        }
        let relation = self.world.vocabulary.relation_named(head).expect("a relation");
        let args = [
            self.term(terms[0]),
            terms.get(1).map_or(Term::Any, |term| self.term(term)),
        ];
        let timing = match time.strip_prefix('@') {
            None => Timing::Ever,
            Some(time) => match time.split_once(' ') {
                Some(("when", event)) => Timing::When(self.term(event)),
                Some(("prior", event)) => Timing::Before(self.term(event)),
                Some(("later", event)) => Timing::After(self.term(event)),
                _ => match time.split_once("..") {
                    Some((from, until)) => Timing::Between(self.moment(from), self.moment(until)),
                    None => Timing::AsOf(self.moment(time)),
                },
            },
        };
        Clause::Holds {
            relation,
            args,
            polarity,
            timing,
        }
    }

    fn happens(&mut self, polarity: Polarity, event: &str, kind: &str, terms: &[&str], time: &str) -> Clause {
        let event = self.var(event);
        let kind = (kind != "any").then(|| self.world.vocabulary.kind_named(kind).expect("a kind"));
        let mut parts = Vec::new();
        let mut place = None;
        for term in terms {
            let (role, term) = term.split_once('=').expect("a role");
            let term = self.term(term);
            let role = match role {
                "place" => {
                    place = Some(term);
                    continue;
                }
                "acts" => Play::Acts,
                "suffers" => Play::Suffers,
                "any" => Play::Any,
                role => Play::Role(self.world.vocabulary.role_named(role).expect("a role")),
            };
            parts.push((role, term));
        }
        let ends = time.strip_prefix('@').and_then(|time| time.split_once(".."));
        let end = |typed: &str| (!typed.is_empty()).then(|| self.moment(typed));
        let window = ends.map_or_else(Window::default, |(from, until)| Window {
            from: end(from),
            until: end(until),
            ..Window::default()
        });
        Clause::Happens {
            event,
            kind,
            parts,
            place,
            polarity,
            window,
        }
    }
}

/// A story with a war in it, for inquiries that join.
pub(in crate::ask) fn war() -> World {
    crate::world::sample::world(
        r#"{"lorescope": 1, "axis": "number",
        "characters": [
            {"id": "ann", "name": "Ann", "species": "human", "relations": {"member": "north"}},
            {"id": "bo", "name": "Bo", "relations": {"member": "south", "friend": "ann"}},
            {"id": "cy", "name": "Cy", "species": "elf", "relations": {"member": "south"}},
            {"id": "di", "name": "Di", "relations": {"parent": "cy"}}],
        "factions": [{"id": "north", "name": "the North"}, {"id": "south", "name": "the South"}],
        "places": [{"id": "ford", "name": "the Ford"}, {"id": "keep", "name": "the Keep"}],
        "items": [{"id": "spear"}],
        "events": [
            {"id": "pact", "kind": "alliance", "roles": {"allies": ["ann", "cy"]}, "at": 1, "place": "ford"},
            {"id": "ride", "kind": "arrival", "roles": {"arrived": "di"}, "at": 2, "place": "keep"},
            {"id": "ambush", "kind": "capture", "roles": {"captured": ["bo", "cy"], "captor": "ann"}, "at": 3},
            {"id": "stroke", "kind": "killing", "roles": {"killer": "ann", "victim": "cy"}, "at": 5, "place": "keep",
             "because": "ambush"},
            {"id": "fever", "kind": "death", "roles": {"victim": "di"}, "at": 6, "certainty": "doubtful"},
            {"id": "duel", "kind": "killing", "roles": {"killer": {"one-of": ["ann", "di"]}, "victim": "bo"}, "at": 8,
             "count": "over 20"}]}"#,
    )
}
