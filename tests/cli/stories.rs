//! The stories that are asked about, and the questions that fit each of them.

/// A story of one's own, with a relation and a kind that nobody else has.
pub const OATH: &str = r#"{
  "lorescope": 1,
  "title": "The Oath",
  "vocabulary": {
    "relations": {"sworn-to": {"between": ["character", "actor"], "words": {"base": "be sworn to", "noun": "liegeman"}}},
    "kinds": {"oath": {
      "roles": {"swearer": {"of": "character", "count": "1", "agentive": true},
                "lord": {"of": "actor", "count": "1", "agentive": false}},
      "verb": {"base": "swear an oath", "past": "swore an oath", "participle": "sworn an oath", "noun": "oath"},
      "patterns": ["<swearer> swear an oath to <lord>[ at <place>]"],
      "starts": ["sworn-to(swearer, lord)"]
    }}
  },
  "characters": [{"id": "rowan", "name": "Rowan Vale"}, {"id": "ada", "name": "Ada Thorne", "aliases": ["the Heir"]}],
  "factions": [{"id": "crown", "name": "the Crown"}],
  "places": [{"id": "ford", "name": "the Ford"}],
  "events": [
    {"id": "oath", "kind": "oath", "roles": {"swearer": "rowan", "lord": "crown"}, "at": 1, "place": "ford"},
    {"id": "ambush", "kind": "killing", "roles": {"killer": "rowan", "victim": "ada"}, "at": 2, "because": "oath"}
  ]
}
"#;

pub const EMPTY: &str = r#"{"lorescope": 1}"#;

/// Names, quotes and words that break whatever does not take care of them.
pub const NASTY: &str = r#"{
  "lorescope": 1,
  "title": "A \"title\" | with\nall & <script>alert(1)</script>",
  "documents": [{"id": "book", "title": "B\"<o>|ok"}],
  "vocabulary": {
    "relations": {"bound-to": {"between": ["character", "character"], "words": {"base": "be \"bound\" | to", "noun": "bond, | \"x\""}}},
    "kinds": {"binding": {
      "roles": {"binder": {"of": "character", "count": "1", "agentive": true},
                "bound": {"of": "character", "count": "1", "agentive": false}},
      "verb": {"base": "bind with \"rope | knots\"", "past": "bound with \"rope | knots\"",
               "participle": "bound with \"rope | knots\"", "noun": "binding, \"of\" | b"},
      "patterns": ["<binder> bind with \"rope | knots\" <bound>"],
      "starts": ["bound-to(binder, bound)"]
    }}
  },
  "characters": [
    {"id": "quote", "name": "O\"Hara 'the' \\ Red", "aliases": ["a,b;c"], "relations": {"member": "script"}, "description": "One | two\nthree & <four>"},
    {"id": "newline", "name": "First\nSecond\tThird", "relations": {"member": "rtl"}},
    {"id": "emoji", "name": "👩‍🚀 Zoë 🏴‍☠️", "note": "`code` *bold* _x_ [a](b) | pipe"},
    {"id": "escape", "name": "\u001b[31mred\u001b[0m\u0007", "relations": {"friend": "emoji"}}
  ],
  "factions": [{"id": "script", "name": "<script>alert('x')</script>&amp;"}, {"id": "rtl", "name": "אבג \u202eevil\u202c مرحبا"}],
  "places": [{"id": "pipe", "name": "the | Bar\\| `x`"}],
  "items": [{"id": "formula", "name": "=cmd()+1,\"x\""}],
  "events": [
    {"id": "pact", "kind": "alliance", "roles": {"allies": ["script", "rtl"]}, "at": 1, "place": "pipe",
     "sources": [{"document": "book", "quote": "He said: \"<b>|\nnew line\" & \\ ``` <i>", "locator": "1|\n2"}], "note": "n|o\nte"},
    {"id": "bind", "kind": "binding", "roles": {"binder": "quote", "bound": "newline"}, "at": 2, "because": "pact"},
    {"id": "kill", "kind": "killing", "roles": {"killer": {"one-of": ["emoji", "escape"]}, "victim": "newline", "weapon": "formula"}, "at": 3, "because": "bind"}
  ]
}
"#;

/// The command lines that ask a story, each as words with one blank between.
pub const OF_SEED: &[&str] = &[
    "list",
    "list all",
    "who allied",
    "who allied --as-of end",
    "who killed",
    "who dead --as-of end",
    "who hostile --of weyoun --through factions",
    "show dukat",
    "show weyoun-killed",
    "show deep-space-nine --as-of start",
    "timeline",
    "timeline kira",
    "path kira weyoun",
    "diff battle-begins end",
    "why weyoun-killed",
    "why dead weyoun",
    "why dukat",
    "why captive female-changeling",
    "why city-massacre --forward",
    "stats",
    "stats --as-of start",
];

pub const OF_OATH: &[&str] = &[
    "list",
    "list relations kinds",
    "who sworn-to",
    "who liegeman --as-of end",
    "who oath",
    "who swore --of rowan",
    "show rowan",
    "show oath",
    "timeline",
    "timeline Heir",
    "path rowan crown",
    "diff start end",
    "why sworn-to rowan crown",
    "why ambush",
    "stats",
];

pub const OF_EMPTY: &[&str] = &[
    "list",
    "list all",
    "list characters",
    "who allied",
    "who allied --as-of end",
    "who killed",
    "who dead --as-of start",
    "timeline",
    "timeline --before end",
    "diff start end",
    "stats",
    "stats --as-of end",
];

pub const OF_NASTY: &[&str] = &[
    "list all",
    "who allied",
    "who bound-to --as-of end",
    "who binding",
    "who killed",
    "who dead",
    "show quote",
    "show newline",
    "show escape",
    "show pact",
    "timeline",
    "timeline newline",
    "path emoji newline",
    "path quote escape",
    "diff start end",
    "why kill",
    "why newline",
    "stats",
];

/// A command line as its words.
pub fn words(line: &str) -> Vec<&str> {
    line.split(' ').collect()
}
