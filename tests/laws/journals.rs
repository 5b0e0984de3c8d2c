//! Whatever is read as a journal, there are findings or there is a story, and never a panic.

use crate::reading::make_everything;
use lorescope::load::{self, Input};
use proptest::collection::vec;
use proptest::prelude::*;

fn read(bytes: Vec<u8>) -> Result<(), TestCaseError> {
    make_everything(load::open(&[Input::Bytes("story.lore".to_owned(), bytes)]).unwrap())
}

/// A journal that has something of everything in it.
const WHOLE: &str = r#"; of everything something
story "The Scottish Play"
    description Ambition, and what it costs.
    axis date
source play "play.md"
    author William Shakespeare
fact director "Justin Kurzel", "another"
    from play, the titles
relation sworn-to actor, faction | actor
    words "be sworn to" noun "sworn one"
    inverse "hold the oath of"
    excludes hostile
    symmetric
kind duel is battle
    role second actor 0.. patient preposition "beside"
    verb "duel" past "duelled"
    pattern "<attackers> duel <defenders>[ at <place>]"
    sentence "<attackers> crosses|crossed swords with <defenders>"
    needs alive(attackers) or alive(defenders), rule duels-alive
    starts hostile(attackers, defenders)
allow acts-after-death "ghosts walk"
assert alive duncan
faction scotland "Scotland"
character duncan "Duncan" | King Duncan | "the old | king"
    member scotland until regicide
        implied
        "our kinsman" play, act 1
            told 1.1
    description A king.
        told 1
character macbeth "Macbeth"
    name "the King" from regicide
    alias Thane of Cawdor
    serves duncan, "scotland"
    friend duncan and banquo
character banquo
place inverness "Inverness"
    travel forres 1.5
place forres "the palace at Forres"
item dagger "a dagger"
    note is this a dagger; no ; a comment
== 1.2 The heath | 1040-08
@ forres
macbeth and banquo meet
[regicide] macbeth or banquo kills King Duncan with a dagger at inverness (over 3 dead) | 1040-08-14
    "Is this a dagger", act 2
    because meeting-macbeth
    within feast
    doubtful
assert dead duncan
== 2
duel: macbeth crosses swords with banquo | circa 1041
killing:
    victim banquo
    killer macbeth or duncan
    count about 20
[feast] macbeth celebrates
"#;

/// Words that mean something to a reader of journals, where anything may stand.
const WORDS: [&str; 56] = [
    "story",
    "include",
    "source",
    "fact",
    "character",
    "faction",
    "place",
    "item",
    "kind",
    "relation",
    "==",
    "@",
    "[x]",
    "killing:",
    "assert",
    "allow",
    "because",
    "after",
    "told",
    "at",
    "from",
    "until",
    "name",
    "alias",
    "note",
    "role",
    "count",
    "over",
    "800",
    "1.2",
    "1040-08",
    "..",
    "circa",
    "-",
    "|",
    ",",
    ";",
    "\"",
    "\"a b\"",
    "(",
    ")",
    "and",
    "or",
    "the",
    "macbeth",
    "duncan",
    "forres",
    "dagger",
    "kills",
    "was",
    "killed",
    "has",
    "by",
    "with",
    "meets",
    "\\",
];

fn word() -> impl Strategy<Value = String> {
    prop_oneof![9 => (0..WORDS.len()).prop_map(|i| WORDS[i].to_owned()), 1 => ".{0,6}"]
}

fn line() -> impl Strategy<Value = String> {
    (0..4_usize, vec((word(), any::<bool>()), 0..12)).prop_map(|(depth, words)| {
        let words = words
            .into_iter()
            .map(|(word, blank)| word + if blank { " " } else { "" });
        "    ".repeat(depth) + &words.collect::<String>() + "\n"
    })
}

proptest! {
    #![proptest_config(crate::tries(12))]

    #[test]
    fn any_bytes_as_a_journal_give_findings_and_never_a_panic(bytes in vec(any::<u8>(), 0..200)) {
        read(bytes)?;
    }

    #[test]
    fn any_lines_as_a_journal_give_findings_and_never_a_panic(lines in vec(line(), 0..20), of_whole in any::<bool>()) {
        let text = if of_whole { WHOLE.to_owned() } else { String::new() } + &lines.concat();
        read(text.into_bytes())?;
    }

    #[test]
    fn a_journal_with_slips_of_the_pen_gives_findings_and_never_a_panic(
        cuts in vec((any::<usize>(), 0..6_usize, prop_oneof![word().prop_map(String::into_bytes), vec(any::<u8>(), 0..3)]), 1..6)
    ) {
        let mut bytes = WHOLE.as_bytes().to_vec();
        for (at, length, put) in cuts {
            let at = at % (bytes.len() + 1);
            let end = (at + length).min(bytes.len());
            bytes.splice(at..end, put);
        }
        read(bytes)?;
    }

    #[test]
    fn a_journal_with_its_lines_mixed_up_gives_findings_and_never_a_panic(
        order in vec(any::<usize>(), 0..60), indents in vec(0..12_usize, 0..60)
    ) {
        let mut lines: Vec<&str> = WHOLE.lines().collect();
        for (i, with) in order.into_iter().enumerate() {
            let (i, with) = (i % lines.len(), with % lines.len());
            lines.swap(i, with);
        }
        let text: String = lines
            .into_iter()
            .zip(indents.into_iter().chain(std::iter::repeat(4)))
            .map(|(line, indent)| " ".repeat(indent) + line.trim_start() + "\r\n")
            .collect();
        read(text.into_bytes())?;
    }
}

#[test]
fn the_whole_journal_is_read_without_a_finding() {
    let loaded = load::read("story.lore", WHOLE);
    assert!(loaded.findings.is_empty(), "{:#?}", loaded.findings);
    assert_eq!(loaded.story.events.len(), 5);
}
