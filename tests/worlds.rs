//! Every story in `data/` loads clean, is laid out canonically, and finds its quotes in its documents; where there is a journal, the JSON beside it says the same.
//!
//! `UPDATE=1 cargo test --test worlds` lays the stories out anew.

use lorescope::check;
use lorescope::check::quotes::{Verdict, verify};
use lorescope::diag::{Colour, FileId, render};
use lorescope::exchange::{self, Request};
use lorescope::load::{self, Input, Loaded, journal, layout, tree};
use lorescope::timeline::Lens;
use lorescope::world::World;
use std::fs;
use std::path::{Path, PathBuf};

/// The folders of `data/`, each a story.
fn worlds() -> Vec<PathBuf> {
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("data");
    let mut folders: Vec<PathBuf> = fs::read_dir(data)
        .expect("data/ is there")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.is_dir())
        .collect();
    folders.sort();
    assert!(!folders.is_empty());
    folders
}

fn open(folder: &Path) -> Loaded {
    load::open(&[Input::Path(folder.join("story.json"))]).expect("the story can be read")
}

/// The stories that are written as a journal, of which their JSON is made.
fn journals() -> Vec<PathBuf> {
    let written = |folder: PathBuf| folder.join("story.lore");
    let journals: Vec<PathBuf> = worlds().into_iter().map(written).filter(|path| path.exists()).collect();
    assert!(!journals.is_empty());
    journals
}

/// A story as JSON, as it is exported.
fn as_json(path: PathBuf) -> String {
    written(&Input::Path(path), "story")
}

/// A story in one of its forms.
fn written(input: &Input, form: &str) -> String {
    let Loaded {
        story,
        vocabulary,
        findings,
        files,
        ..
    } = load::open(std::slice::from_ref(input)).expect("the story can be read");
    assert!(findings.is_empty(), "{}", render(&findings, &files, Colour::Plain));
    let world = World::of(story, vocabulary, Lens::default());
    let format = exchange::format(form).expect("there is such a form");
    let written = (format.write)(&world, &Request::default()).expect("a story can be written in it");
    String::from_utf8(written[0].bytes.clone()).expect("both forms are text")
}

#[test]
fn every_story_loads_and_checks_without_a_finding() {
    for folder in worlds() {
        let mut loaded = open(&folder);
        let settings = loaded.read_settings();
        loaded.read_documents();
        let Loaded {
            story,
            vocabulary,
            mut findings,
            files,
            origins,
            ..
        } = loaded;
        findings.extend(check::unsettled(&settings, &vocabulary));
        let world = World::of(story, vocabulary, Lens::default());
        findings.extend(check::loops(&world, &files, &origins));
        findings.extend(check::examine(&world, &files, &origins, &settings));
        assert!(findings.is_empty(), "{}", render(&findings, &files, Colour::Plain));
    }
}

#[test]
fn every_story_is_laid_out_canonically() {
    for folder in worlds() {
        let path = folder.join("story.json");
        let text = fs::read_to_string(&path).expect("the story can be read");
        let laid = layout::canonical(&tree::read(FileId(0), &text).tree);
        if std::env::var_os("UPDATE").is_some() {
            fs::write(&path, &laid).expect("the story can be written");
        } else {
            assert!(
                text == laid,
                "{} is not in canonical layout: run UPDATE=1 cargo test --test worlds",
                path.display()
            );
        }
    }
}

#[test]
fn every_journal_is_laid_out_canonically() {
    for path in journals() {
        let text = fs::read_to_string(&path).expect("the journal can be read");
        let laid = journal::layout::canonical(&text);
        if std::env::var_os("UPDATE").is_some() {
            fs::write(&path, &laid).expect("the journal can be written");
        } else {
            assert!(
                text == laid,
                "{} is not in canonical layout: run UPDATE=1 cargo test --test worlds",
                path.display()
            );
        }
    }
}

#[test]
fn the_json_beside_a_journal_is_made_of_it() {
    for path in journals() {
        let beside = path.with_file_name("story.json");
        let made = as_json(path);
        if std::env::var_os("UPDATE").is_some() {
            fs::write(&beside, &made).expect("the story can be written");
        } else {
            let text = fs::read_to_string(&beside).expect("the story can be read");
            assert!(
                text == made,
                "{} is not what its journal says: run UPDATE=1 cargo test --test worlds",
                beside.display()
            );
        }
    }
}

#[test]
fn no_story_loses_anything_between_its_two_forms() {
    for folder in worlds() {
        let json = as_json(folder.join("story.json"));
        let at_hand = |name: &str, text: &str| Input::Bytes(name.to_owned(), text.as_bytes().to_vec());
        let journal = written(&at_hand("story.json", &json), "journal");
        let read = at_hand("story.lore", &journal);
        assert!(written(&read, "story") == json, "{}", folder.display());
        assert!(written(&read, "journal") == journal, "{}", folder.display());
        assert!(
            journal.chars().count() * 2 < json.chars().count(),
            "{}: a journal has less than half of the characters",
            folder.display()
        );
    }
}

/// The journals that stand in `data/`, in hundredths of their JSON's characters.
fn shares() -> Vec<usize> {
    let characters = |folder: &Path, name: &str| {
        let text = fs::read_to_string(folder.join(name)).expect("both forms stand there");
        text.chars().count()
    };
    let share = |folder: &PathBuf| {
        let (journal, json) = (characters(folder, "story.lore"), characters(folder, "story.json"));
        (journal * 100 + json / 2) / json
    };
    let mut shares: Vec<usize> = worlds().iter().map(share).collect();
    shares.sort_unstable();
    shares
}

#[test]
fn what_the_papers_say_of_the_stories_is_so() {
    let journal = fs::read_to_string("docs/journal.md").expect("the page is there");
    let shares = shares();
    let [least, .., most] = shares.as_slice() else {
        panic!("{shares:?} are too few");
    };
    let said = format!("between {least} and {most} characters as journals for every 100");
    assert!(journal.contains(&said), "docs/journal.md does not say `{said}`");
    let readme = fs::read_to_string("README.md").expect("the page is there");
    let story = open(Path::new("data/red-cliffs")).story;
    let is_character = |entity: &&lorescope::model::Entity| entity.kind == lorescope::model::EntityKind::Character;
    let cast = story.entities.iter().filter(is_character).count();
    let said = format!("{cast} characters and {} events", story.events.len());
    assert!(readme.contains(&said), "README.md does not say `{said}`");
}

#[test]
fn every_event_is_told_in_words_that_stand_in_a_document() {
    for folder in worlds() {
        let mut loaded = open(&folder);
        loaded.read_documents();
        let story = &loaded.story;
        for event in story.event_ids() {
            assert!(
                !story.sources(event).is_empty(),
                "`{}` has no source",
                story.event(event).id
            );
        }
        let quotes = verify(story, &loaded.files, &loaded.origins);
        assert_eq!(
            quotes.len(),
            story.all_sources().count(),
            "every source has a quote that can be looked for"
        );
        for quote in quotes {
            let place = loaded
                .origins
                .place_of_source(&loaded.files, quote.source, Some("quote"));
            let (line, _) = loaded.files.line_column(place.file, place.start);
            let found = matches!(&quote.verdict, Verdict::Found(places) if !places.is_empty());
            assert!(
                found,
                "{}:{line}: {:?}",
                loaded.files.get(place.file).name,
                quote.verdict
            );
        }
    }
}
