//! What real stories demand: time that is told out of order, in part, or hardly at all.

use crate::tale::{Tale, tell};

fn deeds(events: &[(&str, &str)]) -> Tale {
    let events: Vec<String> = events
        .iter()
        .map(|(id, rest)| format!(r#"{{"id": "{id}", "kind": "other", "roles": {{"who": "pip"}}, {rest}}}"#))
        .collect();
    tell(&format!(
        r#""characters": [{{"id": "pip"}}], "events": [{}]"#,
        events.join(",")
    ))
}

#[test]
fn story_order_and_telling_order_differ_in_a_flashback() {
    let tale = deeds(&[
        ("arrival", r#""at": "1990", "told": 1"#),
        ("childhood", r#""at": "1960", "told": 2"#),
        ("departure", r#""at": "1991", "told": 3"#),
    ]);
    assert_eq!(tale.order(), "childhood arrival departure");
    let told: Vec<String> = tale
        .story
        .events
        .iter()
        .map(|event| &*event.id)
        .map(str::to_owned)
        .collect();
    assert_eq!(told, ["arrival", "childhood", "departure"]);
}

#[test]
fn a_vision_shows_what_comes_later_without_making_it_so() {
    let tale = tell(
        r#""characters": [{"id": "macbeth"}, {"id": "banquo"}], "events": [
        {"id": "apparition", "kind": "vision", "roles": {"seer": "macbeth", "about": "downfall"}, "at": 1},
        {"id": "downfall", "kind": "killing", "roles": {"victim": "macbeth"}, "at": 2}]"#,
    );
    assert_eq!(tale.order(), "apparition downfall");
    assert_eq!(tale.at("after apparition"), ["knows(macbeth, downfall)"]);
    assert_eq!(tale.holds("alive(macbeth)", "after apparition"), "yes, holds");
}

#[test]
fn order_is_known_only_in_part() {
    let tale = deeds(&[
        ("dinner", r#""at": "1890-05-02""#),
        ("letter", r#""after": "dinner""#),
        ("visit", r#""after": "dinner""#),
        ("trial", r#""at": "1895", "after": ["letter", "visit"]"#),
    ]);
    assert_eq!(tale.order(), "dinner letter visit trial");
    assert_eq!(tale.ordered("dinner", "trial"), "before");
    assert_eq!(tale.ordered("letter", "visit"), "unsettled");
}

#[test]
fn dates_are_ranges_circa_or_after_and_of_a_year_a_month_a_day_or_none() {
    let tale = deeds(&[
        ("range", r#""at": "1190..1193""#),
        ("circa", r#""at": "circa 1197""#),
        ("or-after", r#""at": "1200..""#),
        ("or-before", r#""at": "..1180""#),
        ("year", r#""at": "1195""#),
        ("month", r#""at": "1195-03""#),
        ("day", r#""at": "1195-04-01""#),
        ("none", r#""note": "nobody knows when""#),
    ]);
    for (one, other, ordered) in [
        ("or-before", "range", "before"),
        ("range", "year", "before"),
        ("range", "circa", "unsettled"),
        ("range", "or-after", "before"),
        ("circa", "or-after", "unsettled"),
        ("circa", "year", "unsettled"),
        ("month", "day", "before"),
        ("year", "day", "unsettled"),
        ("none", "day", "unsettled"),
        ("or-before", "or-after", "before"),
    ] {
        assert_eq!(tale.ordered(one, other), ordered, "{one} and {other}");
    }
    assert_eq!(tale.order(), "or-before range circa year month day or-after none");
}

#[test]
fn years_before_the_common_era_are_years_like_others() {
    let tale = deeds(&[("philippi", r#""at": "-0041-10""#), ("ides", r#""at": "-0043-03-15""#)]);
    assert_eq!(tale.order(), "ides philippi");
}

#[test]
fn two_events_stand_at_one_instant_in_the_order_of_the_file() {
    let tale = deeds(&[
        ("flash", r#""at": 7"#),
        ("bang", r#""at": 7"#),
        ("smoke", r#""at": 7, "before": "flash""#),
    ]);
    assert_eq!(tale.order(), "smoke flash bang");
    assert_eq!(tale.ordered("flash", "bang"), "unsettled");
    assert_eq!(tale.ordered("smoke", "flash"), "before");
}

#[test]
fn spans_have_an_open_end() {
    let tale = tell(
        r#""characters": [{"id": "pip", "relations": {"friend": [{"to": "joe", "from": 3}, {"to": "herbert", "until": 8}]}},
            {"id": "joe"}, {"id": "herbert"}],
        "events": [{"id": "early", "kind": "other", "roles": {"who": "pip"}, "at": 2},
            {"id": "late", "kind": "other", "roles": {"who": "pip"}, "at": 9}]"#,
    );
    assert_eq!(
        tale.stretches("friend"),
        [
            "friend(herbert, pip) stated on pip from the start until early, as stated",
            "friend(joe, pip) stated on pip from early"
        ]
    );
}

#[test]
fn an_episode_or_a_chapter_is_a_time() {
    let tale = deeds(&[
        ("finale", r#""at": "S07E25""#),
        ("pilot", r#""at": "S01E01""#),
        ("film", r#""at": "S08""#),
    ]);
    assert_eq!(tale.order(), "pilot finale film");
}
