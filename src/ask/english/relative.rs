//! What a phrase says of whom it means: *someone who betrayed them*, *someone they had been allied with*, *people captured by Kira*.

use super::clause::{Built, First, Shape};
use super::draft::{Draft, Gap, Made, Tense};
use super::group::{Helper, Verbal};
use super::parser::Parser;
use super::phrase::Way;
use crate::ask::inquiry::Term;

impl Parser<'_> {
    /// The same phrases with the clause that follows them.
    ///
    /// Those are new to the question, which knew so many unknowns before.
    pub(super) fn relative(&self, at: usize, known: usize, ways: &[Way]) -> Vec<Way> {
        let mut found = Vec::new();
        for way in ways {
            let [Term::Unknown(var)] = way.terms.as_slice() else {
                continue;
            };
            let asks = matches!(self.word(at), Some("who" | "whom" | "what"));
            if way.end >= self.end() || asks && way.end == at + 1 || usize::from(var.0) < known {
                continue;
            }
            let mut draft = way.draft.clone();
            let (gap, asked) = (draft.gap.take(), draft.asked.len());
            let inside = std::mem::replace(&mut draft.inside, true);
            let behind = usize::from(matches!(self.word(way.end), Some("who" | "that" | "which" | "whom")));
            let term = way.terms[0].clone();
            let mut built = Vec::new();
            if behind == 1 {
                let shape = Shape {
                    first: First::Given(term.clone()),
                    ..Shape::embedded()
                };
                built.extend(self.clause(way.end + 1, &draft, &shape));
            } else {
                for (front, verbal) in [
                    (Some(Helper::Be(Tense::Past)), Verbal::Finite),
                    (None, Verbal::Infinitive),
                ] {
                    let to = usize::from(verbal == Verbal::Infinitive);
                    if to == 1 && !self.is(way.end, "to") {
                        continue;
                    }
                    let shape = Shape {
                        first: First::Given(term.clone()),
                        front,
                        verbal,
                        ..Shape::embedded()
                    };
                    built.extend(self.clause(way.end + to, &draft, &shape));
                }
            }
            draft.gap = Some(Gap {
                var: *var,
                of: draft.inquiry.unknowns[usize::from(var.0)].of,
                there: false,
                behind: Vec::new(),
            });
            let objects = self.clause(way.end + behind, &draft, &Shape::embedded());
            built.extend(objects.into_iter().filter(|built| built.draft.gap.is_none()));
            for mut built in built {
                if built.draft.asked.len() != asked {
                    continue;
                }
                hang(&mut built);
                built.draft.gap.clone_from(&gap);
                built.draft.inside = inside;
                found.push(Way {
                    end: built.end,
                    draft: built.draft,
                    terms: way.terms.clone(),
                });
            }
        }
        found
    }
}

/// Leaves the time of a clause that hangs on another to that.
fn hang(built: &mut Built) {
    let draft: &mut Draft = &mut built.draft;
    for &made in &built.made {
        match (built.tense, made) {
            (Tense::Pluperfect, made) => draft.earlier.push(made),
            (Tense::Past, Made::Holds(clause)) => draft.attached.push(clause),
            _ => {}
        }
    }
}
