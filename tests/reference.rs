//! The reference pages of `docs/` are written from the program's own tables, so that they cannot say anything else.
//!
//! `UPDATE=1 cargo test --test reference` writes them anew.

use lorescope::check::{Group, known};
use lorescope::load::shape::Object;
use lorescope::load::table::OBJECTS;
use lorescope::model::EntityKind;
use lorescope::vocabulary::{KindDeclaration, RelationDeclaration, RoleDeclaration, prelude};
use std::fmt::Write;
use std::fs;
use std::path::Path;

/// Holds a page to what the tables say, or writes it.
fn keep(name: &str, page: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs").join(name);
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&path, page).expect("the page can be written");
    }
    let kept = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        kept == page,
        "docs/{name} is out of date: run UPDATE=1 cargo test --test reference"
    );
}

#[test]
fn the_page_on_the_story_file_is_current() {
    let mut page = String::from(
        "# The story file\n\n\
         A story is a JSON file, `story.json`, that begins with `\"lorescope\": 1`.\n\
         This page lists every key of it, in canonical order; `lore schema` prints the same for editors.\n\
         Unknown keys are errors, and so are equal keys twice.\n\n\
         A **time** (`at`, `from`, `until`) stands on the story's one axis.\n\
         It is a number, a date of any precision (`\"1999-06-02\"`, `\"1999-06\"`, `\"1999\"`, `\"-0044-03-15\"`), or a label (`\"3.14\"`, `\"S07E25\"`).\n\
         It may be a range (`\"1190..1193\"`, `\"1190..\"`, `\"..1193\"`) or a guess (`\"circa 1190\"`, five units of the last place either way).\n\
         `from` and `until` also take the id of an event.\n\
         A place in the **telling** (`told`) is a number or a label, on an axis of its own.\n\n\
         Names may be given wherever an id may: ids win, then names and aliases, case, accents and a leading *the* aside.\n",
    );
    for object in OBJECTS {
        describe(object, &mut page);
    }
    keep("story-file.md", &page);
}

fn describe(object: &Object, page: &mut String) {
    let _ = write!(
        page,
        "\n## {}\n\n| key | holds | what it is for |\n| --- | --- | --- |\n",
        capital(object.noun)
    );
    for key in object.keys {
        let needed = if key.required { " (needed)" } else { "" };
        let _ = writeln!(
            page,
            "| `{}`{needed} | {} | {} |",
            key.name,
            escape(&key.shape.expected()),
            escape(key.doc)
        );
    }
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters
        .next()
        .map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

fn escape(text: &str) -> String {
    text.replace('|', "\\|")
}

#[test]
fn the_page_on_the_vocabulary_is_current() {
    let prelude = prelude();
    let mut page = String::from(
        "# The vocabulary\n\n\
         What can hold in a story, and what can happen in it, is declared, not programmed.\n\
         This page lists the built-in declarations; a story adds to them or replaces them under `vocabulary`, in the same form.\n\n\
         In an effect, the same role twice means every pair in it, `role:faction` only the fillers of that sort, `role?` somebody unknown where the role is empty, `*` anybody, `place` the place of the event, and `event` the event itself; `first` says that it never held before.\n\n\
         ## Relations\n\n\
         | relation | between | words | properties |\n| --- | --- | --- | --- |\n",
    );
    for (name, relation) in &prelude.relations.0 {
        let between: Vec<String> = relation.between.iter().map(|sort| sort.replace('|', " or ")).collect();
        let _ = writeln!(
            page,
            "| `{name}` | {} | {} | {} |",
            between.join(", "),
            relation.words.base,
            properties(relation).join("; ")
        );
    }
    page.push_str("\n## Kinds of event\n");
    for (name, kind) in &prelude.kinds.0 {
        declare(name, kind, &mut page);
    }
    keep("vocabulary.md", &page);
}

fn properties(relation: &RelationDeclaration) -> Vec<String> {
    let mut said: Vec<String> = Vec::new();
    said.extend(relation.symmetric.then(|| "both ways".to_owned()));
    said.extend(relation.single.then(|| "one at a time".to_owned()));
    said.extend(relation.ends_with_life.then(|| "ends with life".to_owned()));
    said.extend(relation.holds_from_always.then(|| "holds from always".to_owned()));
    said.extend(relation.excludes.iter().map(|other| format!("excludes `{other}`")));
    said.extend(relation.obscures.iter().map(|other| format!("obscures `{other}`")));
    said.extend(relation.means.as_ref().map(|means| format!("means {means}")));
    said
}

/// Whether whoever plays a role knows of the event, in a word.
fn aware(declared: &RoleDeclaration) -> &'static str {
    let topic = declared
        .of
        .split('|')
        .any(|sort| matches!(sort.trim(), "any" | "event"));
    match declared.aware {
        Some(true) => "yes",
        Some(false) => "no",
        None if declared.agentive => "yes",
        None if topic => "no",
        None => "as a rule",
    }
}

fn declare(name: &str, kind: &KindDeclaration, page: &mut String) {
    let is = kind.is.as_ref().map(|is| format!(" (is `{is}`)")).unwrap_or_default();
    let _ = write!(page, "\n### {name}{is}\n\n");
    for pattern in &kind.patterns {
        let _ = writeln!(page, "- `{pattern}`");
    }
    if !kind.roles.0.is_empty() {
        page.push_str("\n| role | who | how many | acts | knows of it |\n| --- | --- | --- | --- | --- |\n");
    }
    for (role, declared) in &kind.roles.0 {
        let count = declared.count.as_deref().unwrap_or("1..");
        let acts = if declared.agentive { "yes" } else { "no" };
        let _ = writeln!(
            page,
            "| `{role}` | {} | {count} | {acts} | {} |",
            declared.of.replace('|', " or "),
            aware(declared)
        );
    }
    let effects = [("Starts", &kind.starts), ("Ends", &kind.ends)];
    let mut lines: Vec<String> = Vec::new();
    for (word, effects) in effects {
        let quoted: Vec<String> = effects.iter().map(|effect| format!("`{effect}`")).collect();
        lines.extend((!quoted.is_empty()).then(|| format!("{word} {}.", quoted.join(", "))));
    }
    for need in &kind.needs {
        let any: Vec<String> = need.any.iter().map(|effect| format!("`{effect}`")).collect();
        lines.push(format!("Needs {} (else `{}`).", any.join(" or "), need.rule));
    }
    let demands = [("there in person", kind.in_person), ("free", kind.free)];
    for (how, demanded) in demands {
        let need = |must: bool| if must { "is" } else { "need not be" };
        lines.extend(demanded.map(|must| format!("Whoever acts {} {how}.", need(must))));
    }
    if !kind.also.is_empty() {
        lines.push(format!("Also understood: {}.", kind.also.join(", ")));
    }
    if !lines.is_empty() {
        let _ = write!(page, "\n{}\n", lines.join("\n"));
    }
}

#[test]
fn the_page_on_the_rules_is_current() {
    let known = known();
    let mut page = String::from(
        "# The rules\n\n\
         `lore check` holds a story to these rules, and `lore explain RULE` prints what is said of one here.\n\
         Each finding names its rule in brackets, shows every place that it is about, and says what to do.\n\n\
         A **waiver** lets a finding stand, with a reason: `\"allow\": {\"RULE\": \"why\"}` on the event or the entity that it is about, or at the top of the story for the story as a whole.\n\
         A `lore.toml` beside the story says how much a rule weighs, and whether hints count:\n\n\
         ```toml\nstrict = true\n\n[rules]\nnever-appears = \"off\"\ntold-before-introduced = \"error\"\n```\n\n\
         A level is `off`, `hint`, `warning` or `error`; a finding that rests on little stays one level weaker than its rule.\n\
         Of what stands under *What story files must keep to* nothing can be waived or set: it is found before the story can be examined.\n\
         A kind of event that a story declares itself may name rules of its own under `needs`, and they are rules like these, though without a page.\n",
    );
    for group in Group::ALL {
        let _ = write!(
            page,
            "\n## {}\n\n| rule | level | what it protects from |\n| --- | --- | --- |\n",
            group.title()
        );
        for rule in known.iter().filter(|rule| rule.group == group) {
            let summary = escape(rule.summary.trim_end_matches('.'));
            let _ = writeln!(page, "| [{0}](#{0}) | {1} | {summary} |", rule.name, rule.level.word());
        }
    }
    page.push_str("\n## Every rule by itself\n");
    for rule in &known {
        page.push('\n');
        let mut inside = false;
        for line in rule.page.lines() {
            inside ^= line.starts_with("```");
            // The heading of a page is one of many here.
            let deeper = if line.starts_with('#') && !inside { "##" } else { "" };
            // A file of a page is shown under its name; here it is no file that stands beside this page.
            match line.strip_prefix("```").and_then(|info| info.split_once(' ')) {
                Some((language, file)) if inside => {
                    let _ = writeln!(page, "`{file}`:\n\n```{language}");
                }
                _ => {
                    let _ = writeln!(page, "{deeper}{line}");
                }
            }
        }
    }
    keep("rules.md", &page);
}

#[test]
fn the_four_sorts_of_entity_have_their_tables() {
    for kind in EntityKind::ALL {
        assert!(
            OBJECTS.iter().any(|object| object.noun == kind.word()),
            "{} has no table",
            kind.word()
        );
    }
}
