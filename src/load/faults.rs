//! Every fault of syntax and shape is told in these very words.
//!
//! Each row is a story cut down to what is wrong with it (the rest is in the frame), and what is said of it:
//! the bytes of the place, the rule, the message, the help.

use super::prune::inspect;
use crate::diag::FileId;

const WHOLE: &str = "@";
const STORY: &str = r#"{"lorescope": 1, @}"#;
const EVENT: &str = r#"{"lorescope": 1, "events": [{"id": "e", "kind": "death", @}]}"#;
const CHARACTER: &str = r#"{"lorescope": 1, "characters": [{"id": "odo", @}]}"#;
const KIND: &str = r#"{"lorescope": 1, "vocabulary": {"kinds": {"oath": {"verb": {"base": "swear"}, @}}}}"#;
const RELATION: &str = r#"{"lorescope": 1, "vocabulary": {"relations": {"sworn": {"between": ["actor"], "words": {"base": "be sworn"}, @}}}}"#;

/// What is no JSON.
#[rustfmt::skip]
const SYNTAX: &[(&str, &str, &[&str])] = &[
    (WHOLE, "", &[r#"0..0 syntax: the file is empty; begin the story with `{"lorescope": 1, "title": "…"}`"#]),
    (WHOLE, " \n", &[r#"2..2 syntax: the file is empty; begin the story with `{"lorescope": 1, "title": "…"}`"#]),
    (WHOLE, "lorescope: 1", &[r#"0..1 syntax: the file does not look like JSON; begin the story with `{"lorescope": 1, "title": "…"}`; if it is a journal, let its name end in `.lore`"#]),
    (WHOLE, "<html>", &["0..1 syntax: the file looks like XML or HTML, not JSON; a story is a JSON file that begins with `{`"]),
    (WHOLE, "\u{feff}{\"lorescope\": 1}", &["0..3 syntax: a byte order mark stands before the text; save the file as UTF-8 without a byte order mark"]),
    (WHOLE, r#"{"lorescope": 1"#, &["0..1 syntax: `{` is never closed; add `}` where it ends"]),
    (WHOLE, r#"{"lorescope": 1,"#, &["0..1 syntax: `{` is never closed; add `}` where it ends"]),
    (WHOLE, r#"{"lorescope": 1]"#, &["15..16 syntax: `{` is closed by `]`; write `}`"]),
    (WHOLE, r#"{"lorescope": 1}}"#, &["16..17 syntax: text follows the end of the story; remove it; or does an earlier bracket close too much?"]),
    (WHOLE, r#"{"lorescope": 1} {"a": 2}"#, &["17..18 syntax: text follows the end of the story; remove it; or does an earlier bracket close too much?"]),
    (WHOLE, r#"{"lorescope": 1,}"#, &["15..16 syntax: a comma follows the last entry; remove it"]),
    (WHOLE, r#"{"lorescope": 1,, "title": "t"}"#, &["16..17 syntax: a comma stands where an entry belongs; remove it"]),
    (WHOLE, r#"{"lorescope": 1 "title": "t"}"#, &["15..15 syntax: a comma is missing between two entries; add `,`"]),
    (WHOLE, r#"{"lorescope" 1}"#, &[r#"12..12 syntax: `lorescope` has no `:` behind it; write `"key": value`"#]),
    (WHOLE, r#"{"lorescope"}"#, &[r#"12..12 syntax: `lorescope` has no `:` behind it; write `"key": value`"#]),
    (WHOLE, r#"{"lorescope": 1, "title": }"#, &["25..25 syntax: `title` has no value; add one, or remove the key"]),
    (WHOLE, r#"{"lorescope": 1, "title": "a": "b"}"#, &[r#"29..30 syntax: a value stands where a key belongs; write `"key": value`, the key in double quotes"#]),
    (WHOLE, r#"{"lorescope": 1, 5}"#, &[r#"17..18 syntax: a value stands where a key belongs; write `"key": value`, the key in double quotes"#]),
    (WHOLE, "{lorescope: 1}", &[r#"1..10 syntax: `lorescope` is not in quotes; write `"lorescope"`"#]),
    (WHOLE, "{'lorescope': 1}", &[r#"1..12 syntax: a string stands in `'` quotes; write it in plain double quotes `"`"#]),
    (WHOLE, "{“lorescope”: 1}", &[r#"1..16 syntax: a string stands in `“` quotes; write it in plain double quotes `"`"#]),
    (WHOLE, r#"{"lorescope": 1} // end"#, &["17..23 syntax: a comment stands in the text, and JSON has none; remove it; a `note` key can hold the text"]),
    (WHOLE, r#"{/* a */ "lorescope": 1}"#, &["1..8 syntax: a comment stands in the text, and JSON has none; remove it; a `note` key can hold the text"]),
    (WHOLE, r#"{"lorescope": 1 /* a"#, &[
        "0..1 syntax: `{` is never closed; add `}` where it ends",
        "16..20 syntax: a comment is never closed; remove it; a `note` key can hold the text",
    ]),
    (WHOLE, "# a\n{}", &[r#"0..1 syntax: the file does not look like JSON; begin the story with `{"lorescope": 1, "title": "…"}`; if it is a journal, let its name end in `.lore`"#]),
    (WHOLE, r#"{"lorescope": 1, "title": "a}"#, &[
        "0..1 syntax: `{` is never closed; add `}` where it ends",
        r#"26..29 syntax: a string has no closing quote; add `"` where it ends"#,
    ]),
    (WHOLE, "{\"lorescope\": 1, \"title\": \"a,\n\"description\": \"b\"}", &[r#"26..28 syntax: a string has no closing quote; add `"` where it ends"#]),
    (WHOLE, "{\"lorescope\": 1, \"title\": \"a\nb\"}", &[r"28..29 syntax: a line break stands in a string; write it as `\n`"]),
    (WHOLE, "{\"lorescope\": 1, \"title\": \"a\tb\u{1}\"}", &[
        r"28..29 syntax: the control character U+0009 stands in a string; write it as `\t`",
        r"30..31 syntax: the control character U+0001 stands in a string; write it as `\u0001`",
    ]),
    (WHOLE, r#"{"lorescope": 1, "title": "a \q \u12 \ud800"}"#, &[
        r#"29..31 syntax: `\q` is no JSON escape; write `\\` for a backslash; JSON escapes are `\"`, `\\`, `\/`, `\b`, `\f`, `\n`, `\r`, `\t` and `\u0000`"#,
        r"32..34 syntax: a `\u` escape stands for no character; write `\u` and four digits from 0 to f; two such pairs for signs beyond ffff; or the character itself",
        r"37..43 syntax: a `\u` escape stands for no character; write `\u` and four digits from 0 to f; two such pairs for signs beyond ffff; or the character itself",
    ]),
    (WHOLE, r#"{"lorescope": 1, "title": "he said "hi" to her"}"#, &[r#"35..36 syntax: a double quote stands bare in a string; write it as `\"`"#]),
    (WHOLE, r#"{"lorescope": 1, "title": weyoun}"#, &[r#"26..32 syntax: `weyoun` is not in quotes; write `"weyoun"`"#]),
    (WHOLE, r#"{"lorescope": 1, "title": None}"#, &["26..30 syntax: `None` is no JSON value; leave the key out where nothing is known"]),
    (WHOLE, r#"{"lorescope": 1, "title": True}"#, &[
        "26..30 syntax: `True` is not in lower case; write `true`",
        r#"26..30 wrong-type: `title` is `true`, but a string is expected; write for example `"title": "What You Leave Behind"`"#,
    ]),
    (WHOLE, r#"{"lorescope": 1, "facts": [NaN]}"#, &["27..30 syntax: `NaN` is no JSON value; leave the key out where nothing is known"]),
    (EVENT, r#""at": +1"#, &["63..65 syntax: `+1` is not how JSON writes a number; write `1`"]),
    (EVENT, r#""at": .5"#, &["63..65 syntax: `.5` is not how JSON writes a number; write `0.5`"]),
    (EVENT, r#""at": 5."#, &["63..65 syntax: `5.` is not how JSON writes a number; write `5`"]),
    (EVENT, r#""at": 007"#, &["63..66 syntax: `007` is not how JSON writes a number; write `7`"]),
    (EVENT, r#""at": 1999-06-02"#, &[r#"63..73 syntax: `1999-06-02` is no number; write `"1999-06-02"` if it is a date, a label or other text"#]),
    (EVENT, r#""at": 1e999"#, &["63..68 syntax: `1e999` is too large a number; write a number below 1e308"]),
    (EVENT, r#""at": -"#, &[r#"63..64 syntax: `-` is no number; write `"-"` if it is a date, a label or other text"#]),
    (WHOLE, r#"{"lorescope": 1; "title" = "t"}"#, &[
        "15..16 syntax: `;` stands where JSON has `,`; write `,`",
        "25..26 syntax: `=` stands where JSON has `:`; write `:`",
    ]),
    (WHOLE, "{\"lorescope\":\u{a0}1}", &["13..15 syntax: a blank of an unusual kind, U+00A0, stands between values; replace it by a plain space"]),
    (WHOLE, r#"{"lorescope": 1, "title": (1)}"#, &[
        "26..27 syntax: `(` has no meaning here; remove it, or put the text it belongs to in double quotes",
        r#"27..28 wrong-type: `title` is the number `1`, but a string is expected; write for example `"title": "What You Leave Behind"`"#,
        "28..29 syntax: `)` has no meaning here; remove it, or put the text it belongs to in double quotes",
    ]),
    (WHOLE, r#"{"lorescope": 1, "characters": [{"id": "a"}, {"id": "b"}}"#, &[
        "0..1 syntax: `{` is never closed; add `}` where it ends",
        "56..57 syntax: `[` is closed by `}`; write `]`",
    ]),
    (WHOLE, r#"{"lorescope": 1, "include": ["a" "b"]}"#, &["32..32 syntax: a comma is missing between two entries; add `,`"]),
    (WHOLE, r#"{"lorescope": 1, "include": ["a": "b"]}"#, &["32..33 syntax: `:` stands in a list; write `,` between the entries of a list; keys belong in `{ … }`"]),
    (WHOLE, r#"{"lorescope": 1, "include": [,"a"]}"#, &["29..30 syntax: a comma stands where an entry belongs; remove it"]),
];

/// What is JSON, but no story.
#[rustfmt::skip]
const SHAPE: &[(&str, &str, &[&str])] = &[
    (WHOLE, "[]", &[r#"0..2 wrong-type: the story is a list, but an object is expected; write for example `{"lorescope": 1, "events": []}`"#]),
    (WHOLE, "7", &[r#"0..1 wrong-type: the story is the number `7`, but an object is expected; write for example `{"lorescope": 1, "events": []}`"#]),
    (WHOLE, "{}", &[r#"0..1 missing-key: the story has no `lorescope`; begin it with `"lorescope": 1`"#]),
    (WHOLE, r#"{"lorescope": 2, "heroes": []}"#, &["14..15 bad-version: the story is of format `2`, but this program reads format `1`; get a newer `lore`, or write the story for format `1`"]),
    (WHOLE, r#"{"lorescope": "1"}"#, &[r#"14..17 bad-version: the story is of format `"1"`, but this program reads format `1`; write `"lorescope": 1`"#]),
    (WHOLE, r#"{"lorescope": 1.0}"#, &[r#"14..17 bad-version: the story is of format `1.0`, but this program reads format `1`; write `"lorescope": 1`"#]),
    (STORY, r#""lorescope": 1"#, &["17..28 duplicate-key: `lorescope` is given twice; keep one of the two"]),
    (STORY, r#""event": []"#, &["17..24 unknown-key: `event` is no key of the story; did you mean `events`?"]),
    (STORY, r#""$schema": "lorescope.schema.json""#, &[]),
    (STORY, r#""$schema": 1"#, &[r#"28..29 wrong-type: `$schema` is the number `1`, but a string is expected; write for example `"$schema": "https://example.org/lorescope.schema.json"`"#]),
    (STORY, r#""heroes": []"#, &["17..25 unknown-key: `heroes` is no key of the story; the story takes `lorescope`, `$schema`, `title`, `description`, `axis`, `in-order`, `include`, `documents`, `facts`, `sections`, `allow`, `assert`, `vocabulary`, `characters`, `factions`, `places`, `items`, `events`"]),
    (EVENT, r#""role": {}"#, &["57..63 unknown-key: `role` is no key of an event; did you mean `roles`?"]),
    (EVENT, r#""killer": "odo""#, &["57..65 unknown-key: `killer` is no key of an event; an event takes `id`, `kind`, `roles`, `at`, `told`, `after`, `before`, `place`, `because`, `within`, `count`, `sources`, `note`, `certainty`, `according-to`, `assert`, `allow`; words of the vocabulary go under `roles`"]),
    (EVENT, r#""species": "human""#, &["57..66 unknown-key: `species` is no key of an event; remove it; `species` belongs to a character or a faction"]),
    (STORY, r#""places": [{"id": "p", "species": "x"}]"#, &["40..49 unknown-key: `species` is no key of a place; remove it; `species` belongs to a character or a faction"]),
    (EVENT, r#""at": ["1"]"#, &[r#"63..68 wrong-type: `at` is a list, but a time is expected; write for example `"at": "S07E25"`"#]),
    (EVENT, r#""at": null"#, &["63..67 wrong-type: `at` is `null`, but a time is expected; leave it out where nothing is known"]),
    (EVENT, r#""id": "f""#, &["57..61 duplicate-key: `id` is given twice; keep one of the two"]),
    (STORY, r#""events": [{"kind": "death"}]"#, &[r#"28..29 missing-key: an event has no `id`; add `"id": "cure"`"#]),
    (STORY, r#""events": [{"id": "e"}]"#, &[r#"28..29 missing-key: event `e` has no `kind`; add `"kind": "healing"`"#]),
    (STORY, r#""events": ["e"]"#, &[r#"28..31 wrong-type: an entry of `events` is the string `e`, but an event is expected; write for example `{"id": "cure", "kind": "healing"}`"#]),
    (STORY, r#""events": {"id": "e"}"#, &[r#"27..38 wrong-type: `events` is an object, but a list is expected; write for example `"events": [{"id": "cure", "kind": "healing"}]`"#]),
    (STORY, r#""characters": [{"id": "Benjamin Sisko"}]"#, &["39..55 bad-id: `Benjamin Sisko` cannot be an id; write `benjamin-sisko`"]),
    (STORY, r#""characters": [{"id": ""}]"#, &["39..41 bad-id: an id is empty; write lower-case letters, digits and `-` between them"]),
    (STORY, r#""characters": [{"id": "?"}]"#, &["39..42 bad-id: `?` cannot be an id; write lower-case letters, digits and `-` between them"]),
    (STORY, r#""characters": [{"id": 7}]"#, &[r#"39..40 wrong-type: `id` is the number `7`, but an id is expected; write for example `"id": "sisko"`"#]),
    (CHARACTER, r#""aliases": "Ben""#, &[r#"57..62 wrong-type: `aliases` is the string `Ben`, but a list is expected; write for example `"aliases": ["the Emissary"]`"#]),
    (CHARACTER, r#""aliases": [3]"#, &[r#"58..59 wrong-type: an entry of `aliases` is the number `3`, but a string or an object is expected; write for example `"the Emissary"`"#]),
    (CHARACTER, r#""name": 3"#, &[r#"54..55 wrong-type: `name` is the number `3`, but a string, an object or a list is expected; write for example `"name": "Benjamin Sisko"`"#]),
    (CHARACTER, r#""name": {"from": "e"}"#, &[r#"54..55 missing-key: a name has no `name`; add `"name": "Benjamin Sisko"`"#]),
    (CHARACTER, r#""description": ["x"]"#, &[r#"61..66 wrong-type: `description` is a list, but a string or an object is expected; write for example `"description": "a sentence or two"`"#]),
    (CHARACTER, r#""relations": {"member": false}"#, &[r#"70..75 wrong-type: `member` is `false`, but `true`, a name, an object or a list is expected; write for example `"member": "starfleet"`"#]),
    (CHARACTER, r#""relations": {"member": [3]}"#, &[r#"71..72 wrong-type: an entry of `member` is the number `3`, but a name or an object is expected; write for example `"starfleet"`"#]),
    (CHARACTER, r#""relations": ["x"]"#, &[r#"59..64 wrong-type: `relations` is a list, but an object is expected; write for example `"relations": {"member": "starfleet"}`"#]),
    (EVENT, r#""roles": {"killer": {"oneof": ["a"]}}"#, &["78..85 unknown-key: `oneof` is no key of a choice of candidates; did you mean `one-of`?"]),
    (EVENT, r#""roles": {"killer": 3}"#, &[r#"77..78 wrong-type: `killer` is the number `3`, but a name, a list or an object is expected; write for example `"killer": "odo"`"#]),
    (EVENT, r#""roles": {"killer": "a", "killer": "b"}"#, &["82..90 duplicate-key: `killer` is given twice; keep one of the two"]),
    (EVENT, r#""count": -3"#, &[r#"66..68 wrong-type: `count` is `-3`, but a whole number or a string is expected; write for example `"count": 800`"#]),
    (EVENT, r#""count": 1.5"#, &[r#"66..69 wrong-type: `count` is `1.5`, but a whole number or a string is expected; write for example `"count": 800`"#]),
    (EVENT, r#""certainty": "implyed""#, &["70..79 unknown-word: `certainty` cannot be `implyed`; did you mean `implied`?"]),
    (EVENT, r#""certainty": "sure""#, &["70..76 unknown-word: `certainty` cannot be `sure`; write one of `stated`, `implied`, `doubtful`"]),
    (EVENT, r#""sources": [{"quote": "x"}]"#, &[r#"69..70 missing-key: a source has no `document`; add `"document": "retelling"`"#]),
    (EVENT, r#""sources": ["retelling"]"#, &[r#"69..80 wrong-type: an entry of `sources` is the string `retelling`, but a source is expected; write for example `{"document": "retelling"}`"#]),
    (STORY, r#""axis": "dates""#, &["25..32 unknown-word: `axis` cannot be `dates`; did you mean `date`?"]),
    (STORY, r#""places": [{"id": "p", "travel": [{"to": "q", "takes": "3 days"}]}]"#, &[r#"72..80 wrong-type: `takes` is the string `3 days`, but a number is expected; write for example `"takes": 3`"#]),
    (STORY, r#""facts": [{"name": "director"}]"#, &[r#"27..28 missing-key: fact `director` has no `value`; add `"value": "Allan Kroeker"`"#]),
    (RELATION, r#""colour": "blue""#, &[r##"119..125 wrong-type: `colour` is `blue`, but a colour is expected; write for example `"colour": "#0072b2"`"##]),
    (RELATION, r#""symmetric": "yes""#, &[r#"122..127 wrong-type: `symmetric` is the string `yes`, but `true` or `false` is expected; write for example `"symmetric": true`"#]),
    (RELATION, r#""line": "wavy""#, &["117..123 unknown-word: `line` cannot be `wavy`; write one of `solid`, `dashed`, `dotted`, `bold`, `double`"]),
    (RELATION, r#""means": "marriage""#, &["118..128 unknown-word: `means` cannot be `marriage`; write one of `life`, `presence`, `location`, `captivity`, `membership`, `part`, `office`, `ownership`, `knowledge`, `identity`, `disguise`, `possession`, `absence`, `uncertainty`, `kinship`, `affection`, `enmity`, `alliance`, `service`, `command`, `illness`, `obligation`"]),
    (STORY, r#""vocabulary": {"relations": {"a": {"between": [], "words": {"base": "b"}}, "b": {"between": ["actr"], "words": {"base": "b"}}, "Sworn To": {"between": ["actor"], "words": {"base": "b"}}}}"#, &[
        r#"63..65 wrong-type: `between` has 0 entries, but takes 1 to 2; write for example `"between": ["character"]`"#,
        "110..116 unknown-word: an entry of `between` cannot be `actr`; did you mean `actor`?",
        "144..154 bad-id: `Sworn To` cannot be an id; write `sworn-to`",
    ]),
    (KIND, r#""roles": {"by": {"of": "character|itm", "count": "1", "agentive": true}}"#, &["101..116 unknown-word: `of` cannot be `itm`; did you mean `item`?"]),
    (KIND, r#""roles": {"by": {"of": "character", "count": "2", "agentive": true}}"#, &["123..126 unknown-word: `count` cannot be `2`; write one of `1`, `0..1`, `1..`, `0..`, `2..`"]),
    (KIND, r#""needs": [{"any": ["x(y)"], "rule": "Bad Rule"}]"#, &["114..124 bad-id: `Bad Rule` cannot be an id; write `bad-rule`"]),
    (STORY, r#""vocabulary": {"kinds": {"oath": {"verb": {}}}}"#, &[r#"59..60 missing-key: a verb has no `base`; add `"base": "kill"`"#]),
];

fn told(text: &str) -> Vec<String> {
    let findings = inspect(FileId(0), text).findings.into_iter();
    let line = findings.map(|finding| {
        let place = finding.place.expect("every fault of shape has a place");
        let help = finding.help.expect("every fault of shape has help");
        format!(
            "{}..{} {}: {}; {help}",
            place.start, place.end, finding.rule, finding.message
        )
    });
    line.collect()
}

#[test]
fn each_fault_has_its_words() {
    for (frame, part, expected) in SYNTAX.iter().chain(SHAPE) {
        let text = frame.replace('@', part);
        assert_eq!(told(&text), *expected, "{text}");
    }
}

#[test]
fn brackets_may_stand_a_hundred_deep_and_no_deeper() {
    let nested = |depth: usize| {
        format!(
            "{{\"lorescope\": 1, \"include\": {}{}, \"titel\": 1}}",
            "[".repeat(depth),
            "]".repeat(depth)
        )
    };
    for (depth, expected) in [
        (1, &["unknown-key"][..]),
        (99, &["wrong-type", "unknown-key"]),
        (100, &["wrong-type", "too-deep", "unknown-key"]),
    ] {
        let rules: Vec<_> = inspect(FileId(0), &nested(depth))
            .findings
            .into_iter()
            .map(|finding| finding.rule)
            .collect();
        assert_eq!(rules, expected, "{depth}");
    }
    for bracket in ["[", "{\"a\":", "[{\"a\":"] {
        let rules: Vec<_> = inspect(FileId(0), &bracket.repeat(200_000))
            .findings
            .into_iter()
            .map(|finding| finding.rule)
            .collect();
        assert!(
            rules.iter().any(|rule| rule == "too-deep") && rules.len() < 5,
            "{bracket}: {rules:?}"
        );
    }
}

#[test]
fn what_is_cut_away_is_remembered_and_the_rest_stays() {
    let text = r#"{"lorescope": 1,
        "characters": [{"id": "Ben Sisko", "name": "Ben"}, {"id": "odo", "name": 3}],
        "vocabulary": {"relations": {"oath": {"between": ["actor"]}}},
        "events": [{"id": "a"}, {"id": "b", "knd": "death", "at": []}]}"#;
    let inspection = inspect(FileId(0), text);
    assert_eq!(inspection.dropped, ["Ben Sisko", "Ben", "oath", "a"]);
    let kept = r#"{"lorescope":1,"characters":[{"id":"odo"}],"vocabulary":{"relations":{}},"events":[{"id":"b","kind":"death"}]}"#;
    assert_eq!(inspection.json, kept);
    assert!(!inspection.cut && inspect(FileId(0), r#"{"lorescope": 1, "events": [{"id": "a""#).cut);
}
