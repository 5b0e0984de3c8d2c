//! Assertions: what a story says must hold is checked at its point, and whatever fails says what is so instead.

use crate::waivers::{findings, found};

const CAST: &str = r#"
    "characters": [
        {"id": "ann", "relations": {"member": "watch"}},
        {"id": "bo"},
        {"id": "cy", "relations": {"serves": "ann"}},
        {"id": "di", "relations": {"member": {"to": "guild", "certainty": "doubtful"}}}],
    "factions": [
        {"id": "realm"},
        {"id": "watch", "relations": {"part-of": "realm"}},
        {"id": "guild"}],
    "places": [{"id": "castle"}, {"id": "hall", "relations": {"located-in": "castle"}}, {"id": "moor"}],
    "items": [{"id": "ring", "relations": {"located-in": "hall"}}],
    "events": [
        {"id": "feast", "kind": "arrival", "roles": {"arrived": "ann"}, "place": "hall"},
        {"id": "oath", "kind": "join", "roles": {"joiner": "bo", "faction": "watch"}},
        {"id": "quarrel", "kind": "leave", "roles": {"leaver": "ann", "faction": "watch"}},
        {"id": "hunt", "kind": "disappearance", "roles": {"disappeared": "cy"}},
        {"id": "duel", "kind": "killing", "roles": {"killer": "ann", "victim": "bo"}}]"#;

/// What is said of one assertion, without its beginning.
fn said(claim: &str) -> String {
    let story = format!(r#"{{"lorescope": 1, "assert": {claim:?}, {CAST}}}"#);
    let found: Vec<String> = found(&story)
        .into_iter()
        .filter(|line| line.starts_with("assertion-failed: "))
        .collect();
    match found.as_slice() {
        [] => "so".to_owned(),
        [one] => {
            let rest = one.split_once("` does not hold ").expect("it says so").1;
            rest.to_owned()
        }
        more => panic!("{claim}: {more:?}"),
    }
}

#[test]
fn what_holds_at_its_point_is_silent_and_what_does_not_says_what_is_so_instead() {
    for (claim, expected) in [
        ("alive bo", "so"),
        ("alive bo before duel", "so"),
        ("dead bo as of end", "so"),
        ("not alive bo as of end", "so"),
        ("dead bo", "as of the start: Bo is alive"),
        ("alive bo as of end", "as of the end: Bo was alive until `duel`"),
        ("member ann watch", "so"),
        ("member bo watch", "as of the start: it begins later"),
        ("not member ann watch as of quarrel", "so"),
        (
            "not member ann watch as of oath",
            "just after `oath`: Ann is a member of Watch",
        ),
    ] {
        assert_eq!(said(claim), expected, "{claim}");
    }
}

#[test]
fn what_cannot_be_told_fails_in_its_own_words_and_what_is_never_told_does_not_hold() {
    for (claim, expected) in [
        ("friend ann bo", "as of the start: nothing in the story says so"),
        ("not friend ann bo", "so"),
        (
            "alive cy as of end",
            "as of the end: Cy is missing, and nobody can tell",
        ),
        ("dead cy as of end", "as of the end: Cy is missing, and nobody can tell"),
        (
            "member di guild",
            "as of the start: it rests on what is stated on `di`, which is doubtful",
        ),
        (
            "not member di guild",
            "as of the start: it rests on what is stated on `di`, which is doubtful",
        ),
    ] {
        assert_eq!(said(claim), expected, "{claim}");
    }
}

#[test]
fn who_is_at_a_part_of_a_place_is_at_the_place() {
    for (claim, expected) in [
        ("ann at hall as of feast", "so"),
        ("ann at castle as of feast", "so"),
        ("ring at castle", "so"),
        (
            "not ann at castle as of feast",
            "just after `feast`: Ann is present at Hall",
        ),
        ("ann at moor as of feast", "just after `feast`: Ann is present at Hall"),
        (
            "bo at hall as of feast",
            "just after `feast`: nothing in the story says so",
        ),
        ("not bo at castle as of feast", "so"),
    ] {
        assert_eq!(said(claim), expected, "{claim}");
    }
}

#[test]
fn a_side_is_what_somebody_belongs_to_through_its_parts_or_else_whom_they_serve() {
    for (claim, expected) in [
        ("side ann = watch", "so"),
        ("side ann = realm", "so"),
        ("side watch = realm", "so"),
        ("side cy = realm", "so"),
        ("side ann = guild", "as of the start: Ann is a member of Watch"),
        ("side bo = realm", "as of the start: nothing in the story says so"),
        ("side bo = realm as of oath", "so"),
        (
            "side ann = realm as of end",
            "as of the end: nothing in the story says so",
        ),
        ("side cy = realm as of quarrel", "just after `quarrel`: Cy serves Ann"),
        (
            "side di = guild",
            "as of the start: it rests on what is stated on `di`, which is doubtful",
        ),
    ] {
        assert_eq!(said(claim), expected, "{claim}");
    }
}

#[test]
fn those_who_have_a_relation_are_counted_themselves_and_surely() {
    for (claim, expected) in [
        ("count member of watch = 1", "so"),
        ("count member of watch = 2 as of oath", "so"),
        ("count member of realm = 0", "so"),
        ("count part-of of realm = 1", "so"),
        (
            "count member of watch = 3 as of oath",
            "just after `oath`: it is 2: Ann, Bo",
        ),
        (
            "count member of watch = 2 as of quarrel",
            "just after `quarrel`: it is 1: Bo",
        ),
        (
            "count member of guild = 1",
            "as of the start: it rests on what is stated on `di`, which is doubtful",
        ),
        ("count member of guild = 2", "as of the start: it is 0 to 1: Di"),
        ("count member of watch = 1 as of end", "as of the end: it is nobody"),
    ] {
        assert_eq!(said(claim), expected, "{claim}");
    }
}

#[test]
fn as_of_a_time_what_may_come_before_or_after_leaves_it_open() {
    let story = |at: &str| {
        format!(
            r#"{{"lorescope": 1, "assert": "dead bo as of 10", "characters": [{{"id": "bo"}}],
            "events": [{{"id": "fall", "kind": "death", "roles": {{"victim": "bo"}}, "at": {at}}}]}}"#
        )
    };
    let none: [String; 0] = [];
    assert_eq!(found(&story("9")), none);
    assert_eq!(
        found(&story("11")),
        ["assertion-failed: `dead bo as of 10` does not hold as of 10: Bo is alive"]
    );
    assert_eq!(
        found(&story(r#""8..12""#)),
        [
            "assertion-failed: `dead bo as of 10` does not hold as of 10: it rests on `fall`, which may come before that or after"
        ]
    );
}

#[test]
fn what_made_it_otherwise_is_shown_once_whatever_all_it_did() {
    let story = r#"{"lorescope": 1, "characters": [{"id": "ann"}, {"id": "bo"}], "factions": [{"id": "watch"}],
        "events": [
        {"id": "oath", "kind": "join", "roles": {"joiner": ["ann", "bo"], "faction": "watch"}},
        {"id": "feast", "kind": "other", "roles": {"who": "ann"}, "assert": "count member of watch = 0"}]}"#;
    let found = findings(story, "");
    let failed = found.iter().find(|finding| finding.rule == "assertion-failed");
    let notes: Vec<&str> = failed
        .expect("it fails")
        .notes
        .iter()
        .map(|note| note.text.as_ref())
        .collect();
    assert_eq!(
        notes,
        [
            "Bo is a member of Watch since here; Ann is a member of Watch since here",
            "this rests on the place in the file alone: nothing else orders `oath` and `feast`"
        ]
    );
}
