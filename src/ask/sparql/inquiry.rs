//! An inquiry as a query: each clause a few lines, each unknown a variable.

use super::text::{self, Text};
use super::{moment, sparql};
use crate::ask::Refusal;
use crate::ask::inquiry::{Clause, Inquiry, Play, Polarity, Seeks, Term, Timing, Var, Window};
use crate::model::{EntityKind, KindId, Node, RelationId};
use crate::rdf::{self, Shelf, Word};
use crate::vocabulary::{Fillers, Meaning};
use crate::world::World;

/// An inquiry as a query in SPARQL that finds the same ones.
///
/// Where an exact command asks the same, the query is that command's.
///
/// # Errors
/// When SPARQL cannot say what is asked, with the reason.
///
/// ```
/// use lorescope::ask::{self, Clause, Inquiry, Play, Polarity, Seeks, Term, Window};
/// use lorescope::{load, timeline::Lens, vocabulary::Fillers, world::World};
/// let loaded = load::read("story.json", r#"{"lorescope": 1, "characters": [{"id": "odo"}]}"#);
/// let world = World::of(loaded.story, loaded.vocabulary, Lens::default());
/// let mut inquiry = Inquiry::new(Seeks::Whether);
/// let who = inquiry.unknown(Fillers::ANY, "who");
/// let event = inquiry.unknown(Fillers::ANY, "");
/// inquiry.seeks = Seeks::Which(vec![who]);
/// inquiry.clauses.push(Clause::Happens {
///     event,
///     kind: None,
///     parts: vec![(Play::Any, Term::Unknown(who))],
///     place: None,
///     polarity: Polarity::So,
///     window: Window::default(),
/// });
/// assert!(ask::sparql_of(&world, &inquiry).unwrap().contains("SELECT DISTINCT ?who"));
/// ```
pub fn sparql_of(world: &World, inquiry: &Inquiry) -> Result<String, Refusal> {
    // What the options of a command say beyond a query may yet be said by the clauses themselves.
    if let Some(Ok(query)) = inquiry
        .command(world)
        .map(|(question, asked)| sparql(world, question, &asked))
    {
        return Ok(query);
    }
    if inquiry.pick.is_some() {
        return Err(refused("the first or the last of several"));
    }
    let mut writer = Writer {
        world,
        inquiry,
        text: Text::new(&crate::ask::reading(world, inquiry)),
        stretches: 0,
    };
    writer.select()?;
    for clause in &inquiry.clauses {
        writer.clause(clause)?;
    }
    writer.sorts();
    Ok(writer.text.finish())
}

fn refused(what: &str) -> Refusal {
    Refusal {
        message: format!("{what} is not written as SPARQL"),
        help: Some("ask it without `--explain sparql`; docs/query.md says what a query can ask".to_owned()),
    }
}

struct Writer<'a> {
    world: &'a World,
    inquiry: &'a Inquiry,
    text: Text,
    stretches: usize,
}

type Written = Result<(), Refusal>;

impl Writer<'_> {
    /// What is asked for.
    fn select(&mut self) -> Written {
        match &self.inquiry.seeks {
            Seeks::Which(vars) => {
                let mut columns = vec!["DISTINCT".to_owned()];
                columns.extend(vars.iter().map(|&var| self.variable(var)));
                self.columns(&columns);
            }
            Seeks::HowMany(var) => {
                let variable = self.variable(*var);
                self.columns(&[format!("(COUNT(DISTINCT {variable}) AS ?number)")]);
            }
            Seeks::Most { who, of, fewest } => {
                let [who, of] = [self.variable(*who), self.variable(*of)];
                self.text.remark("All are ranked; the foremost is the answer.");
                self.columns(&[who.clone(), format!("(COUNT(DISTINCT {of}) AS ?number)")]);
                self.text.group(&[&who]);
                self.text.order(&[if *fewest { "?number" } else { "DESC(?number)" }]);
            }
            Seeks::Whether | Seeks::When | Seeks::Since | Seeks::Until | Seeks::How | Seeks::Why => {
                let all = (0..self.inquiry.unknowns.len()).map(|at| Var(u8::try_from(at).expect("there are few")));
                let mut columns: Vec<String> = all.map(|var| self.variable(var)).collect();
                if columns.is_empty() {
                    return Err(refused("a question of nobody unknown that no command asks"));
                }
                columns.insert(0, "DISTINCT".to_owned());
                self.columns(&columns);
            }
        }
        Ok(())
    }

    fn columns(&mut self, columns: &[String]) {
        let columns: Vec<&str> = columns.iter().map(String::as_str).collect();
        self.text.select(&columns);
    }

    /// An unknown as a variable: as the question calls it, told apart from others of that name.
    fn variable(&self, var: Var) -> String {
        let name = |at: usize| {
            let word = self.inquiry.unknowns[at]
                .word
                .replace(|c: char| !c.is_alphanumeric(), "_");
            if word.is_empty() { "event".to_owned() } else { word }
        };
        let at = usize::from(var.0);
        let same = (0..at).filter(|&before| name(before) == name(at)).count();
        match same {
            0 => format!("?{}", name(at)),
            _ => format!("?{}_{}", name(at), same + 1),
        }
    }

    fn node(&self, node: Node) -> String {
        text::node(self.world, node)
    }

    /// A term in a pattern; several named ones become a variable of their own.
    fn term(&mut self, term: &Term) -> Option<String> {
        match term {
            Term::Any => None,
            Term::Named(node) => Some(self.node(*node)),
            Term::Unknown(var) => Some(self.variable(*var)),
            Term::OneOf(nodes) => {
                self.stretches += 1;
                let variable = format!("?one_of_{}", self.stretches);
                let names: Vec<String> = nodes.iter().map(|&node| self.node(node)).collect();
                self.text.line(format!("VALUES {variable} {{ {} }}", names.join(" ")));
                Some(variable)
            }
        }
    }

    fn both(&mut self, one: &Term, other: &Term) -> Result<[String; 2], Refusal> {
        match (self.term(one), self.term(other)) {
            (Some(one), Some(other)) => Ok([one, other]),
            _ => Err(refused("a comparison with anybody at all")),
        }
    }

    fn clause(&mut self, clause: &Clause) -> Written {
        match clause {
            Clause::Holds {
                relation,
                args,
                polarity,
                timing,
            } => self.holds(*relation, args, *polarity, timing),
            Clause::Happens {
                event,
                kind,
                parts,
                place,
                polarity: Polarity::So,
                window,
            } => self.happens(*event, *kind, parts, place.as_ref(), window),
            Clause::Happens { .. } => Err(refused("that something never happened")),
            Clause::Before(one, other) => {
                let [one, other] = self.both(one, other)?;
                self.text.line(format!(
                    "FILTER({one} != {other} && !lore:certainlyBefore({other}, {one}))"
                ));
                Ok(())
            }
            Clause::Caused(cause, effect) => {
                let [cause, effect] = self.both(cause, effect)?;
                self.text.line(format!("{effect} lore:because+ {cause} ."));
                Ok(())
            }
            Clause::Within(part, whole) => {
                let [part, whole] = self.both(part, whole)?;
                self.text.line(format!("{part} lore:within+ {whole} ."));
                Ok(())
            }
            Clause::Differ(one, other) => {
                let [one, other] = self.both(one, other)?;
                self.text.line(format!("FILTER({one} != {other})"));
                Ok(())
            }
            Clause::Species(term, species) => {
                let Some(term) = self.term(term) else { return Ok(()) };
                self.stretches += 1;
                let told = format!("?species_{}", self.stretches);
                let species = rdf::quoted(&species.to_lowercase());
                self.text
                    .line(format!("{term} lore:species {told} FILTER(LCASE({told}) = {species})"));
                Ok(())
            }
            Clause::Either(clauses) => {
                for (nth, clause) in clauses.iter().enumerate() {
                    self.text.open(if nth == 0 { "" } else { "UNION" });
                    let written = self.clause(clause);
                    self.text.close();
                    written?;
                }
                Ok(())
            }
        }
    }

    fn holds(&mut self, relation: RelationId, args: &[Term; 2], polarity: Polarity, timing: &Timing) -> Written {
        if polarity != Polarity::So {
            return Err(refused("that something does not hold, or holds no longer"));
        }
        let declared = self.world.vocabulary.relation(relation);
        if declared.means == Some(Meaning::Presence) && matches!(timing, Timing::When(_)) {
            return Err(refused("who was there in person when something happened"));
        }
        self.stretches += 1;
        let stretch = format!("?s{}", self.stretches);
        let [one, other] = [self.term(&args[0]), self.term(&args[1])];
        let name = text::relation(self.world, relation);
        self.text.line(format!("{stretch} lore:relation {name} ."));
        let ends = |subject: &Option<String>, object: &Option<String>| {
            let ends = [("lore:subject", subject), ("lore:object", object)];
            let ends = ends
                .into_iter()
                .filter_map(|(end, who)| Some(format!("{stretch} {end} {} .", who.as_ref()?)));
            ends.collect::<Vec<_>>().join(" ")
        };
        let (straight, turned) = (ends(&one, &other), ends(&other, &one));
        if declared.symmetric {
            self.text.line(format!("{{ {straight} }} UNION {{ {turned} }}"));
        } else if !straight.is_empty() {
            self.text.line(&straight);
        }
        self.timing(&stretch, timing)
    }

    fn timing(&mut self, stretch: &str, timing: &Timing) -> Written {
        let at = |moment: &str| format!("FILTER(lore:holds({stretch}, {moment}) != \"no\")");
        let during = |from: &str, until: &str| format!("FILTER(lore:during({stretch}, {from}, {until}) != \"no\")");
        let line = match timing {
            Timing::Ever => return Ok(()),
            Timing::AsOf(as_of) => at(&moment(self.world, as_of)),
            Timing::Between(from, until) => during(&moment(self.world, from), &moment(self.world, until)),
            Timing::When(term) => {
                let id = self.before(term)?;
                at(&id)
            }
            Timing::Before(term) => {
                let id = self.before(term)?;
                during("\"start\"", &id)
            }
            Timing::After(term) => {
                let event = self.term(term).ok_or_else(|| refused("after anything at all"))?;
                during(&event, "\"end\"")
            }
        };
        self.text.line(line);
        Ok(())
    }

    /// The moment just before an event.
    fn before(&mut self, term: &Term) -> Result<String, Refusal> {
        if let Term::Named(node) = term {
            return Ok(rdf::quoted(&format!("before {}", self.world.story.slug(*node))));
        }
        let event = self.term(term).ok_or_else(|| refused("before anything at all"))?;
        self.stretches += 1;
        let id = format!("?id{}", self.stretches);
        self.text.line(format!("{event} lore:id {id} ."));
        Ok(format!("CONCAT(\"before \", {id})"))
    }

    fn happens(
        &mut self,
        event: Var,
        kind: Option<KindId>,
        parts: &[(Play, Term)],
        place: Option<&Term>,
        window: &Window,
    ) -> Written {
        let event = self.variable(event);
        match kind {
            Some(kind) => {
                let kind = text::kind(self.world, kind);
                self.text.line(format!("{event} lore:kind/rdfs:subClassOf* {kind} ."));
            }
            None => self.text.line(format!("{event} a lore:Event .")),
        }
        let mut played: Vec<(Play, String)> = Vec::new();
        for (play, term) in parts {
            let Some(who) = self.term(term) else { continue };
            self.part(&event, *play, &who, kind);
            for (_, other) in played
                .iter()
                .filter(|(other, who_else)| other == play && *who_else != who)
            {
                self.text.line(format!("FILTER({who} != {other})"));
            }
            played.push((*play, who));
        }
        if let Some(place) = place.and_then(|place| self.term(place)) {
            self.text.line(format!("{event} sem:hasPlace {place} ."));
        }
        for (as_of, not) in [(&window.from, "yes"), (&window.until, "no")] {
            if let Some(as_of) = as_of {
                let moment = moment(self.world, as_of);
                self.text
                    .line(format!("FILTER(lore:happened({event}, {moment}) != \"{not}\")"));
            }
        }
        if let Some(whole) = window.within {
            let whole = self.node(whole.into());
            self.text.line(format!("{event} lore:within* {whole} ."));
        }
        if let Some(told) = &window.told {
            self.stretches += 1;
            let variable = format!("?told{}", self.stretches);
            let part = told.written.to_string();
            let [whole, more] =
                [part.clone(), format!("^{}[^0-9]", part.replace('.', "[.]"))].map(|text| rdf::quoted(&text));
            self.text.line(format!(
                "{event} lore:told {variable} FILTER({variable} = {whole} || REGEX({variable}, {more}))"
            ));
        }
        Ok(())
    }

    /// Who takes which part.
    fn part(&mut self, event: &str, play: Play, who: &str, kind: Option<KindId>) {
        match play {
            Play::Role(role) => {
                let [sure, perhaps] = [Shelf::Role, Shelf::Candidate].map(|shelf| text::role(self.world, role, shelf));
                self.text.line(format!("{event} {sure}|{perhaps} {who} ."));
            }
            Play::Any => self.text.line(format!("{event} lore:concerns {who} .")),
            Play::Acts | Play::Suffers => {
                let vocabulary = &self.world.vocabulary;
                let mut kinds: Vec<KindId> = self.world.story.events.iter().map(|event| event.kind).collect();
                kinds.retain(|&told| kind.is_none_or(|kind| vocabulary.is_a(told, kind)));
                kinds.sort_by_key(|&id| &vocabulary.kind(id).name);
                kinds.dedup();
                self.stretches += 1;
                let [of, part] = ["kind", "part"].map(|word| format!("?{word}{}", self.stretches));
                let mut pairs = Vec::new();
                for id in kinds {
                    let roles = vocabulary.kind(id).roles.iter();
                    for role in roles.filter(|role| role.agentive == (play == Play::Acts)) {
                        let name = text::kind(self.world, id);
                        for shelf in [Shelf::Role, Shelf::Candidate] {
                            pairs.push(format!("({name} {})", text::role(self.world, role.id, shelf)));
                        }
                    }
                }
                self.text
                    .line(format!("VALUES ({of} {part}) {{ {} }}", pairs.join(" ")));
                self.text.line(format!("{event} lore:kind {of} ; {part} {who} ."));
            }
        }
    }

    /// What each unknown may be.
    fn sorts(&mut self) {
        for (at, unknown) in (0..).zip(&self.inquiry.unknowns) {
            if unknown.of == Fillers::ANY {
                continue;
            }
            let entities = EntityKind::ALL.into_iter().filter(|&kind| unknown.of.admits(kind));
            let entities = entities.map(|kind| match kind {
                EntityKind::Character => Word::Character,
                EntityKind::Faction => Word::Faction,
                EntityKind::Place => Word::Place,
                EntityKind::Item => Word::Item,
            });
            let events = unknown.of.admits_events().then_some(Word::Event);
            let classes: Vec<String> = entities.chain(events).map(Word::short).collect();
            let variable = self.variable(Var(at));
            self.text.line(format!(
                "FILTER EXISTS {{ VALUES ?class {{ {} }} {variable} a ?class }}",
                classes.join(" ")
            ));
        }
    }
}
