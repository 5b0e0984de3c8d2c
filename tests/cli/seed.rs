//! The seed's story, asked what its readers ask first.

use crate::typing::seed;
use serde_json::Value;

/// What an answer says, for programs.
fn answer(words: &[&str]) -> Value {
    let ran = seed(words).and(&["--format", "json"]).run();
    assert!(ran.err.is_empty(), "{}", ran.err);
    serde_json::from_str(&ran.out).expect("JSON")
}

fn word<'a>(value: &'a Value, key: &str) -> &'a str {
    let value = &value[key];
    value.as_str().or_else(|| value["id"].as_str()).unwrap_or("")
}

/// The rows of a relation, as subject, object, from and until.
fn held(words: &[&str]) -> Vec<[String; 4]> {
    let answer = answer(words);
    let rows = answer["rows"].as_array().expect("rows").iter();
    rows.map(|row| ["subject", "object", "from", "until"].map(|key| word(row, key).to_owned()))
        .collect()
}

fn has(rows: &[[String; 4]], wanted: [&str; 4]) -> bool {
    let [one, other, from, until] = wanted;
    rows.iter()
        .any(|row| *row == wanted || *row == [other, one, from, until])
}

/// The alliances that nothing in the story begins or ends.
const THROUGHOUT: [[&str; 2]; 7] = [
    ["federation", "klingon-empire"],
    ["federation", "romulan-star-empire"],
    ["klingon-empire", "romulan-star-empire"],
    ["cardassian-rebels", "federation"],
    ["cardassian-rebels", "klingon-empire"],
    ["cardassian-rebels", "romulan-star-empire"],
    ["breen", "dominion"],
];

/// The alliances that a change of sides ends.
const ENDED: [[&str; 3]; 4] = [
    ["cardassian-fleet", "dominion", "fleet-changes-sides"],
    ["cardassian-fleet", "jem-hadar", "fleet-changes-sides"],
    ["cardassian-soldiers", "dominion", "soldiers-change-sides"],
    ["cardassian-soldiers", "jem-hadar", "soldiers-change-sides"],
];

#[test]
fn who_is_allied_with_whom() {
    let rows = held(&["who", "allied"]);
    for [one, other] in THROUGHOUT {
        assert!(has(&rows, [one, other, "start", ""]), "{one} and {other}: {rows:?}");
    }
    for [one, other, until] in ENDED {
        assert!(has(&rows, [one, other, "start", until]), "{one} and {other}: {rows:?}");
    }
    let since = rows.iter().filter(|row| row[2] == "fleet-changes-sides").count();
    assert_eq!(rows.len(), THROUGHOUT.len() + ENDED.len() + since, "{rows:?}");
}

#[test]
fn the_start_and_the_end_differ_as_the_story_does() {
    let start = held(&["who", "allied", "--as-of", "start"]);
    let end = held(&["who", "allied", "--as-of", "end"]);
    for [one, other] in THROUGHOUT {
        assert!(has(&start, [one, other, "start", ""]) && has(&end, [one, other, "start", ""]));
    }
    for [one, other, until] in ENDED {
        assert!(
            has(&start, [one, other, "start", until]),
            "{one} and {other}: {start:?}"
        );
        assert!(!has(&end, [one, other, "start", until]), "{one} and {other}: {end:?}");
    }
    assert!(!start.iter().any(|row| row[2] != "start"), "{start:?}");
    assert!(has(&end, ["cardassian-fleet", "federation", "fleet-changes-sides", ""]));
}

#[test]
fn every_row_shows_the_words_that_say_so() {
    let answer = answer(&["who", "allied"]);
    for row in answer["rows"].as_array().expect("rows") {
        let evidence = row["evidence"].as_array().expect("evidence");
        assert!(!evidence.is_empty(), "{row}");
        for piece in evidence {
            let quote = &piece["quotes"][0];
            assert_eq!(quote["document"], "retelling", "{row}");
            assert!(quote["text"].as_str().is_some_and(|words| words.len() > 10), "{row}");
        }
    }
}

#[test]
fn what_the_story_leaves_open_is_unknown() {
    for words in [["why", "dead", "dukat"], ["why", "alive", "dukat"]] {
        let answer = answer(&words);
        assert_eq!(answer["verdict"]["truth"], "unknown", "{words:?}");
        assert!(
            word(&answer["verdict"], "reason").contains("dukat-disappears"),
            "{answer}"
        );
    }
    let dead = answer(&["who", "dead", "--as-of", "end"]);
    let rows = dead["rows"].as_array().expect("rows");
    let sure = |id: &str| {
        rows.iter()
            .any(|row| word(row, "subject") == id && row["open"].is_null())
    };
    let open = |id: &str| {
        rows.iter()
            .any(|row| word(row, "subject") == id && row["open"].is_string())
    };
    assert!(sure("weyoun") && sure("damar") && sure("winn"), "{dead}");
    assert!(open("dukat") && !sure("dukat"), "{dead}");
    assert!(!open("sisko") && !sure("sisko"), "{dead}");
}

#[test]
fn sisko_is_gone_and_not_dead() {
    let alive = answer(&["why", "alive", "sisko"]);
    assert_eq!(alive["verdict"]["truth"], "yes");
    let dead = seed(&["why", "dead", "sisko"]).run();
    assert_eq!(dead.status, 1, "{}", dead.out);
    let profile = seed(&["show", "sisko"]).run().quietly();
    assert!(profile.contains("fate         alive\n"), "{profile}");
    assert!(
        profile.contains("Benjamin Sisko has been gone from Deep Space Nine since `sisko-departs`"),
        "{profile}"
    );
}

#[test]
fn who_killed_whom_and_at_whose_hands_is_unsaid() {
    let answer = answer(&["who", "killed"]);
    let rows = answer["rows"].as_array().expect("rows");
    let row = |event: &str| {
        let found = rows.iter().find(|row| word(row, "event") == event);
        found.unwrap_or_else(|| panic!("{event}: {answer}"))
    };
    assert_eq!(row("weyoun-killed")["victim"][0]["id"], "weyoun");
    assert_eq!(row("weyoun-killed")["killer"][0]["id"], "kira");
    assert_eq!(row("winn-killed")["killer"][0]["id"], "dukat");
    assert_eq!(row("dukat-poisoned")["weapon"][0]["id"], "poison");
    assert!(row("damar-killed")["killer"].is_null(), "nobody says who did it");
}

#[test]
fn everything_about_dukat() {
    let profile = seed(&["show", "dukat"]).run().quietly();
    for told in [
        "fate   unknown: `dukat-disappears` leaves open whether Dukat lived",
        "Dukat was disguised as a Bajoran, from the start until `dukat-unmasked`",
        "Dukat is possessed by the Pah-wraiths, since `dukat-possessed`",
        "Winn Adami killed Dukat (as a Bajoran) with the poison at the fire caves",
        "Dukat (possessed by the Pah-wraiths) killed Winn Adami at the fire caves",
    ] {
        assert!(profile.contains(told), "{told}: {profile}");
    }
    let before = seed(&["show", "dukat", "--as-of", "dukat-poisoned"]).run().quietly();
    assert!(before.contains("dead: Winn Adami killed Dukat"), "{before}");
}

#[test]
fn how_two_are_connected() {
    let way = answer(&["path", "kira", "weyoun"]);
    assert_eq!(way["verdict"]["truth"], "yes");
    assert_eq!(way["rows"][0]["from-node"]["id"], "kira");
    let before = answer(&["path", "kira", "weyoun", "--before", "weyoun-killed"]);
    assert_ne!(
        before["verdict"]["reason"], way["verdict"]["reason"],
        "she has not killed him yet"
    );
}

#[test]
fn what_the_battle_changed() {
    let changes = seed(&["diff", "battle-begins", "end"]).run().quietly();
    for told in [
        "Deaths\n  weyoun-killed   Kira Nerys and Kira's team killed Weyoun at the command centre",
        "Allied: ended\n",
        "The Cardassian fleet was allied with the Dominion, from the start until `fleet-changes-sides`",
        "Allied: began\n",
        "The Cardassian fleet is allied with the Federation, since `fleet-changes-sides`",
        "The Dominion was hostile to the Federation, from the start until `surrender`",
    ] {
        assert!(changes.contains(told), "{told}: {changes}");
    }
    let turned = seed(&["diff", "end", "battle-begins"]).run().quietly();
    assert!(turned.contains("they are told in story order"), "{turned}");
}

#[test]
fn why_weyoun_died_reaches_the_ordered_massacre() {
    for words in [
        &["why", "weyoun-killed"][..],
        &["why", "dead", "weyoun"],
        &["why", "weyoun"],
        &["why", "killed", "weyoun"],
    ] {
        let chain = answer(words);
        let rows = chain["rows"].as_array().expect("rows");
        let events: Vec<&str> = rows.iter().map(|row| word(row, "event")).collect();
        for event in [
            "weyoun-killed",
            "soldiers-change-sides",
            "city-massacre",
            "city-ordered-wiped-out",
        ] {
            assert!(events.contains(&event), "{words:?}: {events:?}");
        }
        let depths = rows
            .iter()
            .map(|row| row["depth"].as_u64().expect("a number"))
            .collect::<Vec<_>>();
        assert!(depths.windows(2).all(|two| two[1] <= two[0] + 1), "{depths:?}");
    }
}

#[test]
fn what_came_of_the_massacre_reaches_weyouns_death() {
    let onward = answer(&["why", "city-massacre", "--forward"]);
    let rows = onward["rows"].as_array().expect("rows");
    let told = |link: &str, sentence: &str| {
        let says = |row: &&serde_json::Value| word(row, "link") == link && word(row, "sentence") == sentence;
        rows.iter().any(|row| says(&row))
    };
    assert!(told(
        "led to",
        "Kira Nerys and Kira's team killed Weyoun at the command centre"
    ));
    assert!(told("ended", "Weyoun was alive"));
    assert!(told("began", "The Cardassian fleet is allied with the Federation"));
    // The tree is the rows once more, each by its number.
    let root = &onward["tree"][0];
    assert_eq!(root["row"], 0);
    let below = root["below"].as_array().expect("a list");
    assert!(below.iter().all(|each| {
        let number = usize::try_from(each["row"].as_u64().expect("a number")).expect("it fits");
        rows[number]["depth"] == 1 && rows[number]["sentence"] == each["sentence"]
    }));
    assert!(answer(&["who", "dead"])["tree"].is_null(), "only chains are trees");
}

#[test]
fn what_passes_through_factions_names_the_way() {
    let direct = held(&["who", "allied", "--of", "weyoun"]);
    assert!(direct.is_empty(), "{direct:?}");
    let through = answer(&["who", "allied", "--of", "weyoun", "--through", "factions"]);
    let rows = through["rows"].as_array().expect("rows");
    assert!(!rows.is_empty());
    for row in rows {
        assert!(word(row, "via").contains("through the Dominion"), "{row}");
        let pieces = row["evidence"].as_array().expect("evidence");
        assert!(pieces.iter().any(|piece| word(piece, "bearing") == "through"), "{row}");
    }
    let everybody = answer(&["who", "allied", "--through", "factions"]);
    let all = everybody["rows"].as_array().expect("rows");
    assert_eq!(
        all.iter().filter(|row| row["via"].is_null()).count(),
        held(&["who", "allied"]).len()
    );
}

#[test]
fn nothing_is_wrong_with_it() {
    assert_eq!(seed(&["check", "--level", "hint"]).run().quietly(), "");
}
