//! Sentences and how they are read, and those that are refused.

use super::{Bearing, Grammar, Named, Unread};
use crate::model::EntityKind;
use crate::vocabulary::Vocabulary;

const CHARACTERS: &[(&str, &[&str])] = &[
    ("macbeth", &["Macbeth"]),
    ("duncan", &["Duncan", "King Duncan"]),
    ("will", &["Will"]),
    ("rose", &["Rose"]),
    ("mark", &["Mark"]),
    ("randg", &["Rosencrantz and Guildenstern"]),
    ("rosencrantz", &["Rosencrantz"]),
    ("john-1", &["John"]),
    ("john-2", &["John"]),
    ("al-rashid", &["Hārūn al-Rashīd"]),
    ("katya", &["Катя"]),
    ("david", &["דוד"]),
    ("wukong", &["孙悟空"]),
    ("odo", &["Odo (Founder)"]),
];
const OTHERS: &[(EntityKind, &str, &str)] = &[
    (EntityKind::Faction, "breen", "the Breen"),
    (EntityKind::Faction, "scotland", "Scotland"),
    (EntityKind::Place, "inverness", "Inverness"),
    (EntityKind::Place, "forres", "the palace at Forres"),
    (EntityKind::Item, "dagger", "a dagger"),
    (EntityKind::Item, "crown", "the crown"),
];

pub(super) fn grammar(vocabulary: &Vocabulary) -> Grammar {
    let characters = CHARACTERS.iter().map(|(id, names)| Named {
        id,
        bearing: Bearing::Entity(EntityKind::Character),
        names: names.to_vec(),
    });
    let others = OTHERS.iter().map(|(kind, id, name)| Named {
        id,
        bearing: Bearing::Entity(*kind),
        names: vec![name],
    });
    let event = Named {
        id: "regicide",
        bearing: Bearing::Event,
        names: Vec::new(),
    };
    Grammar::of(vocabulary, characters.chain(others).chain([event]))
}

/// What is read in a sentence, or why it is not.
fn said(grammar: &Grammar, sentence: &str) -> String {
    match grammar.read(sentence) {
        Ok(reading) => grammar.words_of(sentence, &reading),
        Err(Unread::Names(reading)) => format!("names: {}", grammar.words_of(sentence, &reading)),
        Err(unread) => {
            let slip = grammar.explain(sentence, &unread).expect("there is something to say");
            let notes: Vec<String> = slip.notes.iter().map(|note| format!(" ({note})")).collect();
            format!(
                "{}: `{}`{}; {}",
                slip.message,
                &sentence[slip.span],
                notes.concat(),
                slip.help
            )
        }
    }
}

#[test]
fn sentences_are_read_in_every_tense_and_order() {
    let vocabulary = Vocabulary::prelude();
    let grammar = grammar(&vocabulary);
    for (sentence, expected) in [
        ("macbeth kills duncan", "as killing: killer macbeth; victim duncan"),
        (
            "Macbeth has murdered King Duncan.",
            "as killing: killer macbeth; victim duncan",
        ),
        (
            "duncan was slain by macbeth with a dagger at the palace at Forres",
            "as killing: victim duncan; killer macbeth; weapon dagger; at forres",
        ),
        (
            "duncan is killed at inverness on the orders of macbeth, rose and mark (over 1,000 dead)",
            "as killing: victim duncan; ordered-by macbeth, rose, mark; at inverness; over 1000",
        ),
        (
            "macbeth or will kills duncan",
            "as killing: killer macbeth or will; victim duncan",
        ),
        ("will kills rose", "as killing: killer will; victim rose"),
        ("Will will kill Rose", "as killing: killer will; victim rose"),
        (
            "mark betrays rose to the breen",
            "as betrayal: betrayer mark; betrayed rose; to breen",
        ),
        (
            "Rosencrantz and Guildenstern kill Mark",
            "as killing: killer randg; victim mark",
        ),
        ("rose marries mark", "as marriage: spouses rose, mark"),
        ("rose and mark marry", "as marriage: spouses rose, mark"),
        ("the breen allied with scotland", "as alliance: allies breen, scotland"),
        (
            "scotland was betrayed by rose",
            "as betrayal: betrayed scotland; betrayer rose",
        ),
        (
            "macbeth travels from inverness to forres",
            "as journey: traveller macbeth; from inverness; to forres",
        ),
        (
            "macbeth travels to forres from inverness",
            "as journey: traveller macbeth; to forres; from inverness",
        ),
        (
            "will and rose talk about regicide",
            "as conversation: speakers will, rose; about regicide",
        ),
        (
            "harun al-rashid meets катя",
            "as meeting: participants al-rashid, katya",
        ),
        ("דוד kills 孙悟空", "as killing: killer david; victim wukong"),
        ("odo (founder) dies", "as death: victim odo"),
        ("macbeth dies by suicide", "as suicide: victim macbeth"),
        ("\"Rosencrantz and Guildenstern\" die", "as death: victim randg"),
    ] {
        assert_eq!(said(&grammar, sentence), expected, "{sentence}");
    }
}

#[test]
fn what_cannot_be_read_is_told_with_a_remedy() {
    let vocabulary = Vocabulary::prelude();
    let grammar = grammar(&vocabulary);
    for (sentence, expected) in [
        (
            "macbeth kils duncan",
            "no verb that is known stands in this line: `kils`; did you mean `kills`?",
        ),
        ("macbth kills duncan", "names: as killing: killer macbth; victim duncan"),
        (
            "macbeth kills king dunkan of moray",
            "names: as killing: killer macbeth; victim king dunkan of moray",
        ),
        ("macbeth kills John", "names: as killing: killer macbeth; victim John"),
        ("macbeth kills a John", "names: as killing: killer macbeth; victim John"),
        (
            "inverness kills duncan",
            "names: as killing: killer inverness; victim duncan",
        ),
        (
            "macbeth kills duncan in forres",
            "`in forres` is left over: `in forres` (the rest is read as killing: killer macbeth; victim duncan); where it happened is written `at PLACE`",
        ),
        (
            "macbeth kills",
            "the line has a verb, but it is no sentence: `macbeth kills`; it is told so: `<killer> kills <victim>`, `<victim> is killed`",
        ),
    ] {
        assert_eq!(said(&grammar, sentence), expected, "{sentence}");
    }
}
