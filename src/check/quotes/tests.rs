//! Quotes and documents as people write them, and laws for those that nobody wrote.

use super::*;
use proptest::prelude::*;

const TEXT: &str = "# Act 2, Scene 2\n\n> The doors are open; and the *surfeited grooms*\n> do mock their charge with snores: I have drugg’d their possets,\n> That death and nature do contend about them.\n\nShe had laid the daggers ready — he could not miss them.\nHe came out with the daggers of the grooms, and would not go back.\n\n“Infirm of purpose!” she said. “Give me the daggers.”\nThe sleeping and the dead are but as pictures.\n\nGive me the daggers.\n";

fn said(text: &str, quote: &str) -> String {
    match Index::of(text).find(quote) {
        Verdict::Found(places) => {
            let places: Vec<&str> = places.into_iter().map(|place| &text[place]).collect();
            format!("found: {}", places.join(" | "))
        }
        Verdict::Drifted(drift) => drift.diff,
        Verdict::NotFound => "not found".to_owned(),
    }
}

#[test]
fn a_quote_is_found_where_it_stands() {
    for (quote, expected) in [
        ("the surfeited grooms do mock", "the *surfeited grooms*\n> do mock"),
        (
            "I have drugg'd their possets, / That",
            "I have drugg’d their possets,\n> That",
        ),
        (
            "she had laid the daggers ready - he",
            "She had laid the daggers ready — he",
        ),
        (
            "\"Infirm of purpose!\" she said. 'Give",
            "Infirm of purpose!” she said. “Give",
        ),
        ("give me the daggers", "Give me the daggers | Give me the daggers"),
        (
            "… The sleeping … as pictures.",
            "The sleeping and the dead are but as pictures.",
        ),
        (
            "Infirm ... Give … the dead",
            "Infirm of purpose!” she said. “Give me the daggers.”\nThe sleeping and the dead",
        ),
        ("Act 2, Scene 2 The doors", "Act 2, Scene 2\n\n> The doors"),
        ("…", ""),
        ("", ""),
    ] {
        assert_eq!(said(TEXT, quote), format!("found: {expected}"), "{quote}");
    }
}

#[test]
fn a_quote_that_drifted_shows_what_differs() {
    let quotes = [
        "He came with his daggers of the grooms, and would not go back.",
        "she said. Give me the daggers!",
        "I have drugg'd their possets, that death",
        "The sleeping and the dead … but like pictures.",
        "She had laid the knives … and will not go back",
        "the dagger of the grooms",
        "He could not ever miss them",
        "\"Infirm of purpose\" she said",
        "GROOMS",
        "groom",
        "whereupon he slept soundly until noon",
        "go the she but of",
        "pictures as but are dead the and sleeping the",
    ];
    let said: Vec<String> = quotes.iter().map(|quote| said(TEXT, quote)).collect();
    let expected = "\
He came {⟶ out} with {his ⟶ the} daggers of the grooms, …
she said. {⟶ “}Give me the daggers{! ⟶ .}
I have drugg’d their possets, {that ⟶ That} death
The sleeping and the dead … but {like ⟶ as} pictures.
She had laid the {knives ⟶ daggers} … and {will ⟶ would} not go back
the {dagger ⟶ daggers} of the grooms
he could not {ever ⟶} miss them
Infirm of purpose{⟶ !}” she said
{GROOMS ⟶ grooms}
not found
not found
not found
not found";
    assert_eq!(said.join("\n"), expected);
}

/// Documents of few words, so that they repeat themselves, with what print puts around them.
fn document() -> impl Strategy<Value = String> {
    let bits = [
        "the",
        "King",
        "king",
        "daggers",
        "don’t",
        "na\u{ad}ïve",
        "漢字",
        " ",
        " ",
        " ",
        "\n",
        "\n> ",
        "\n# ",
        "*",
        "_",
        "“",
        "”",
        "'",
        "—",
        " - ",
        "…",
        ".",
        ". . .",
        ",",
        "!",
        "\u{a0}",
        "/",
        "\\",
        "é",
        "e\u{301}",
        "#",
        ">",
        "\u{200b}",
        "(",
        ")",
    ];
    prop::collection::vec(prop::sample::select(bits.to_vec()), 0..60).prop_map(|bits| bits.concat())
}

fn spans(text: &str) -> Vec<Range<usize>> {
    let mut spans = Vec::new();
    words::each(text, |span, _| spans.push(span));
    spans
}

proptest! {
    #[test]
    fn whatever_stands_in_a_document_is_found(text in document(), from in 0_usize..60, many in 0_usize..60) {
        let spans = spans(&text);
        if let Some(first) = spans.get(from) {
            let last = &spans[(from + many).min(spans.len() - 1)];
            let quote = &text[first.start..last.end];
            let found = Index::of(&text).find(quote);
            prop_assert!(matches!(found, Verdict::Found(_)), "{:?} {:?}", quote, found);
        }
    }

    #[test]
    fn print_makes_no_difference(text in document()) {
        // What is set aside where it stands alone must not come to stand alone.
        let text = text.replace(['/', '\\', '#', '>'], "");
        let plain = text
            .replace('’', "'").replace(['“', '”'], "\"").replace('—', "–").replace('…', "...")
            .replace('\u{a0}', " ").replace(['\u{ad}', '\u{200b}', '*'], "").replace("é", "e\u{301}");
        let index = Index::of(&text);
        let found = index.find(&plain);
        prop_assert!(matches!(found, Verdict::Found(_)), "{:?} {:?}", plain, found);
    }

    #[test]
    fn any_text_can_be_searched_for_any_other(text in ".{0,80}", quote in ".{0,30}", own in document(), other in document()) {
        for (text, quote) in [(&text, &quote), (&own, &quote), (&own, &other), (&text, &other)] {
            let found = Index::of(text).find(quote);
            prop_assert_eq!(&found, &Index::of(text).find(quote));
            match found {
                Verdict::Found(places) => prop_assert!(places.iter().all(|place| text.get(place.clone()).is_some())),
                Verdict::Drifted(drift) => prop_assert!(text.get(drift.place).is_some_and(|text| !text.is_empty())),
                Verdict::NotFound => {}
            }
        }
    }

    #[test]
    fn one_word_changed_is_shown_alone(from in 0_usize..300, many in 6_usize..60, changed in 0_usize..60) {
        let words: Vec<String> = (0..400).map(|nth| format!("{:x}", 0x9e37_79b9_u32.wrapping_mul(nth + 1))).collect();
        let text = words.join(" ");
        let changed = changed % many;
        let mut quote = words[from..from + many].to_vec();
        "unheard".clone_into(&mut quote[changed]);
        let Verdict::Drifted(drift) = Index::of(&text).find(&quote.join(" ")) else {
            return Err(TestCaseError::fail("not drifted"));
        };
        let expected = words[from..from + many].join(" ");
        prop_assert_eq!(&drift.passage, &expected);
        prop_assert_eq!(&text[drift.place], &expected);
        let change = format!("{{unheard ⟶ {}}}", words[from + changed]);
        prop_assert!(drift.diff.contains(&change) && drift.diff.matches('⟶').count() == 1, "{}", drift.diff);
    }
}
