//! Why something holds, does not, or is unknown, in English.

use super::stretches::capital;
use super::{Point, Span};
use crate::model::{Certainty, EventId, Node, RelationId};
use crate::timeline::{AsOf, Cause, Reason, Stretch, Truth, Verdict};
use crate::vocabulary::Meaning;
use crate::world::{Tense, World, list};

/// The reason of a verdict as a clause, to stand behind `yes:`, `no:` or `unknown:`.
pub(super) fn clause(world: &World, verdict: &Verdict, as_of: &AsOf) -> String {
    let stretches: Vec<&Stretch> = world.judged(verdict).collect();
    let deciding = stretches.last().copied();
    if let Some(stretch) = ended(world, verdict, as_of) {
        return spanned(world, stretch, Tense::Past);
    }
    match (verdict.reason, deciding) {
        (Reason::Holds, Some(_)) => holding(world, &stretches),
        (Reason::NotYet, Some(_)) => {
            let first = stretches.first().and_then(|stretch| stretch.started.event());
            first.map_or_else(
                || "not yet".to_owned(),
                |event| format!("not yet; it begins with {}", told(world, event)),
            )
        }
        (Reason::Excluded, Some(stretch)) => format!("instead, {}", inner(&spanned(world, stretch, Tense::Present))),
        (Reason::Obscured, Some(stretch)) => obscured(world, stretch),
        (Reason::Nearby, Some(stretch)) => nearby(world, stretch),
        (Reason::NotYet, None) => "it has not happened yet".to_owned(),
        (Reason::Unsettled(event), _) => unsettled(world, event, as_of),
        (Reason::Doubtful(certainty), _) => doubtful(world, certainty, &stretches),
        (
            Reason::Ended | Reason::Unsaid | Reason::Holds | Reason::Excluded | Reason::Obscured | Reason::Nearby,
            None,
        )
        | (Reason::Ended | Reason::Unsaid, Some(_)) => "the story does not say".to_owned(),
    }
}

/// What leaves it open whether a stretch spans the moment, as a clause.
pub(super) fn doubt(world: &World, stretch: &Stretch, reason: Reason, as_of: &AsOf) -> String {
    match reason {
        Reason::Unsettled(event) => unsettled(world, event, as_of),
        Reason::Doubtful(certainty) => doubtful(world, certainty, &[stretch]),
        Reason::Obscured => obscured(world, stretch),
        Reason::Nearby => nearby(world, stretch),
        Reason::Holds | Reason::NotYet | Reason::Ended | Reason::Excluded | Reason::Unsaid => {
            "the story does not say".to_owned()
        }
    }
}

/// The last of a verdict's stretches that ended before the moment: what came to an end, whatever came after.
pub(super) fn ended<'a>(world: &'a World, verdict: &'a Verdict, as_of: &AsOf) -> Option<&'a Stretch> {
    let stretches = world.judged(verdict).rev();
    let mut ended = stretches.filter(|stretch| stretch.until.is_some_and(|until| until <= as_of.moment));
    match verdict.reason {
        Reason::Ended => ended.next(),
        Reason::Holds
        | Reason::NotYet
        | Reason::Excluded
        | Reason::Unsaid
        | Reason::Unsettled(_)
        | Reason::Doubtful(_)
        | Reason::Obscured
        | Reason::Nearby => None,
    }
}

/// The stretches that decide a verdict; of one that is left open, only what leaves it so.
pub(super) fn deciding<'a>(world: &'a World, verdict: &'a Verdict, as_of: &AsOf) -> Vec<&'a Stretch> {
    if let Some(stretch) = ended(world, verdict, as_of) {
        return vec![stretch];
    }
    let all = || world.judged(verdict);
    let open = all().find(|stretch| opens(verdict, stretch).is_some());
    open.map_or_else(|| all().collect(), |stretch| vec![stretch])
}

/// The end of a stretch that leaves a verdict open, if one does.
pub(super) fn opens(verdict: &Verdict, stretch: &Stretch) -> Option<Cause> {
    let (started, ended) = (stretch.started, stretch.ended);
    match verdict.reason {
        Reason::Unsettled(event) => {
            let ends = [Some(started), ended].into_iter().flatten();
            ends.into_iter().find(|cause| cause.event() == Some(event))
        }
        Reason::Doubtful(certainty) if stretch.certainty == certainty => Some(started),
        Reason::Doubtful(certainty) => ended.filter(|_| stretch.end_certainty == certainty),
        Reason::Obscured | Reason::Nearby => Some(started),
        Reason::Holds | Reason::NotYet | Reason::Ended | Reason::Excluded | Reason::Unsaid => None,
    }
}

/// Yes where a relation held and holds no more, for questions about the lack of one.
pub(super) fn of_lack(world: &World, verdict: &Verdict, as_of: &AsOf) -> Truth {
    match verdict.truth {
        Truth::No if ended(world, verdict, as_of).is_some() => Truth::Yes,
        Truth::Yes | Truth::No => Truth::No,
        Truth::Unknown => Truth::Unknown,
    }
}

/// That nothing settles on which side of a moment an event lies, as a clause.
pub(super) fn unsettled(world: &World, event: EventId, as_of: &AsOf) -> String {
    let moment = world.moment_words(as_of);
    let moment = moment
        .strip_prefix("just after ")
        .or_else(|| moment.strip_prefix("just before "))
        .or_else(|| moment.strip_prefix("as of "))
        .unwrap_or(&moment);
    format!(
        "nothing settles whether `{}` came before or after {moment}",
        world.story.event(event).id
    )
}

fn doubtful(world: &World, certainty: Certainty, stretches: &[&Stretch]) -> String {
    let unsure = stretches.iter().find_map(|stretch| {
        let start = (stretch.certainty == certainty)
            .then(|| stretch.started.event())
            .flatten();
        let end = (stretch.end_certainty == certainty)
            .then(|| stretch.ended.and_then(Cause::event))
            .flatten();
        start.or(end)
    });
    let Some(event) = unsure else {
        return "the source leaves it in doubt".to_owned();
    };
    match certainty {
        Certainty::Possible => format!("{} names only candidates for it", told(world, event)),
        Certainty::Stated | Certainty::Implied | Certainty::Doubtful => {
            format!("{} leaves it in doubt", told(world, event))
        }
    }
}

fn obscured(world: &World, by: &Stretch) -> String {
    let subject = by.args[0].map_or_else(|| "anybody".to_owned(), |node| world.mention(node));
    let obscured = &world.vocabulary.relation(by.relation).obscures;
    let life = |id: &RelationId| world.vocabulary.relation(*id).means == Some(Meaning::Life);
    let whether = if obscured.iter().any(life) {
        format!("whether {subject} lived")
    } else {
        "the matter".to_owned()
    };
    match by.started.event() {
        Some(event) => format!("`{}` leaves open {whether}", world.story.event(event).id),
        None => format!("{}, which leaves open {whether}", spanned(world, by, Tense::Present)),
    }
}

/// That somebody was where it happened, as a clause.
fn nearby(world: &World, there: &Stretch) -> String {
    let there = Stretch { until: None, ..*there };
    format!(
        "{} when it happened, and may have seen it",
        world.stretch_sentence(&there, Tense::Past)
    )
}

fn told(world: &World, event: EventId) -> String {
    format!("`{}`", world.story.event(event).id)
}

/// A stretch as a sentence with its span behind it.
pub(super) fn spanned(world: &World, stretch: &Stretch, tense: Tense) -> String {
    let (tense, when) = when(world, stretch, tense);
    let sentence = world.stretch_sentence(stretch, tense);
    format!("{sentence} {when}").trim_end().to_owned()
}

/// How many of the stretches that make something so are named in one clause.
const FEW: usize = 3;

/// All that makes it so, as a clause: *Kira has been allied with Odo since `pact` and the Breen since `league`*.
fn holding(world: &World, stretches: &[&Stretch]) -> String {
    let mut shown: Vec<Stretch> = Vec::new();
    // Of the same told twice the later is named.
    for &&stretch in stretches {
        shown.retain(|other| other.args != stretch.args);
        shown.push(stretch);
    }
    let more = shown.len().saturating_sub(FEW);
    shown.truncate(FEW);
    let symmetric = |one: &Stretch| world.vocabulary.relation(one.relation).symmetric;
    let in_all = |node: &Option<Node>| shown.iter().all(|one| one.args.contains(node));
    let common = shown.first().and_then(|first| first.args.into_iter().find(in_all));
    for one in &mut shown {
        // Whoever is in all of them is the one whom it is about.
        if symmetric(one) && common == Some(one.args[1]) {
            one.args.reverse();
        }
    }
    let sentences = || shown.iter().map(|one| spanned(world, one, Tense::Present));
    let [first, rest @ ..] = shown.as_slice() else {
        return String::new();
    };
    let (tense, _) = when(world, first, Tense::Present);
    let object = |one: &Stretch| {
        let (other, when) = when(world, one, Tense::Present);
        let alike = one.args[0] == first.args[0] && other == tense;
        let name = world.mention(one.args[1].filter(|_| alike)?);
        Some(format!("{name} {when}").trim_end().to_owned())
    };
    let more = (more > 0).then(|| format!("{more} more"));
    match rest.iter().map(object).collect::<Option<Vec<String>>>() {
        // What differs in nothing but whom it is with is said once.
        Some(objects) => {
            let parts: Vec<String> = sentences().take(1).chain(objects).chain(more).collect();
            list(&parts, "and")
        }
        None => {
            let parts: Vec<String> = sentences().map(|told| inner(&told)).chain(more).collect();
            capital(&parts.join("; "))
        }
    }
}

/// What stands behind a sentence to say from when until when, and the tense that it wants of it; of what is told in the present only its beginning.
fn when(world: &World, stretch: &Stretch, tense: Tense) -> (Tense, String) {
    let span = super::evidence::span(world, stretch);
    match (tense, &span.from, &span.until) {
        (Tense::Past, Point::Start, None) => (Tense::Past, String::new()),
        (Tense::Past, _, _) => (Tense::Past, span.words()),
        (Tense::Present | Tense::Perfect, Point::Start, _) => (Tense::Present, String::new()),
        (Tense::Present | Tense::Perfect, _, _) => (Tense::Perfect, Span { until: None, ..span }.words()),
    }
}

/// A sentence as it stands within another: a name's own article begins the sentence, and is small in the middle of one.
pub(super) fn inner(sentence: &str) -> String {
    match sentence.strip_prefix("The ") {
        Some(rest) => format!("the {rest}"),
        None => sentence.to_owned(),
    }
}
