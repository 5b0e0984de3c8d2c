//! A story that is watched: each save is a round, the page follows, a story that cannot be read keeps the last one, and nobody else is served.

use crate::later::Later;
use crate::typing::{Folder, Ran, SEED, lore};
use crate::visitor::{News, Watch, ask};
use std::io::{Read, Write};
use std::net::{Shutdown, TcpStream};

const PACT: &str = "story \"The Pact\"\ncharacter ada\ncharacter brom\nada allies with brom\n";
const BROKEN: &str = "story \"The Pact\"\ncharacter ada\ncharacter brom\nada dances with brom\n";
const LATER: &str =
    "story \"The Pact and After\"\ncharacter ada\ncharacter brom\nada allies with brom\nada betrays brom\n";

fn pact() -> Folder {
    Folder::new().holding("story.lore", PACT)
}

fn save(folder: &Folder, name: &str, text: &str) {
    // As editors save: nobody sees a file half written.
    std::fs::write(folder.path("saved"), text).expect("it can be written");
    std::fs::rename(folder.path("saved"), folder.path(name)).expect("it can be saved");
}

#[test]
fn a_save_makes_the_page_anew_and_tells_whoever_looks_at_it() {
    let folder = pact();
    let mut watch = Watch::of(folder.lore(&["watch"]));
    assert_eq!(watch.round(), "round 1: nothing is wrong; the page is new");
    let before = watch.page();
    assert!(before.contains("<title>The Pact</title>"), "{before}");
    let mut news = watch.news();
    let first = news.next();
    assert!(before.contains(&first.page) && first.trouble.is_none(), "{first:?}");
    save(&folder, "story.lore", &PACT.replace("The Pact", "The Oath"));
    assert_eq!(watch.round(), "round 2: nothing is wrong; the page is new");
    assert!(
        watch.said().contains("\n`story.lore` has changed\n"),
        "{}",
        watch.said()
    );
    let second = news.next();
    assert!(second.page != first.page && second.trouble.is_none(), "{second:?}");
    let after = watch.page();
    assert!(
        after.contains("<title>The Oath</title>") && after.contains(&second.page),
        "{after}"
    );
    // What changes nothing lets nobody load it again.
    save(&folder, "story.lore", &(PACT.replace("The Pact", "The Oath") + "\n\n"));
    assert_eq!(watch.round(), "round 3: nothing is wrong; the page is as it was");
    assert_eq!(news.next().page, second.page);
}

#[test]
fn a_story_that_cannot_be_read_keeps_the_page_that_was() {
    let folder = pact();
    let mut watch = Watch::of(folder.lore(&["watch"]));
    watch.round();
    let (page, mut news) = (watch.page(), watch.news());
    let first = news.next();
    save(&folder, "story.lore", BROKEN);
    assert_eq!(watch.round(), "round 2: 1 error; the page stays as it was");
    let said = folder.lore(&["check"]).run().err;
    assert!(
        watch.said().contains(&said),
        "as `lore check` says it:\n{}\n{said}",
        watch.said()
    );
    let broken = news.next();
    assert_eq!(broken.page, first.page);
    assert_eq!(
        broken.trouble.as_deref(),
        Some(format!("the story has 1 error\n{}", said.trim_end()).as_str())
    );
    assert_eq!(watch.page(), page);
    save(&folder, "story.lore", PACT);
    assert_eq!(watch.round(), "round 3: nothing is wrong; the page is as it was");
    assert_eq!(news.next(), first);
}

#[test]
fn a_story_that_is_broken_from_the_start_has_a_page_once_it_is_mended() {
    let folder = Folder::new().holding("story.lore", BROKEN);
    let mut watch = Watch::of(folder.lore(&["watch"]));
    assert_eq!(watch.round(), "round 1: 1 error; there is no page yet");
    let mut news = watch.news();
    let first = news.next();
    let page = watch.page();
    assert!(
        page.contains("There is no page yet") && page.contains(&first.page),
        "{page}"
    );
    assert!(first.trouble.is_some());
    save(&folder, "story.lore", PACT);
    assert_eq!(watch.round(), "round 2: nothing is wrong; the page is new");
    assert!(news.next().page != first.page && watch.page().contains("<title>The Pact</title>"));
}

#[test]
fn a_loop_of_events_from_the_start_is_waited_out() {
    let story = |after: &str| {
        format!(
            r#"{{"lorescope": 1, "characters": [{{"id": "ada"}}], "events": [
            {{"id": "one", "kind": "death", "roles": {{"victim": "ada"}}, "told": 1{after}}},
            {{"id": "two", "kind": "resurrection", "roles": {{"revived": "ada"}}, "told": 2, "after": "one"}}]}}"#
        )
    };
    for (words, first) in [
        (&["watch"][..], "round 1: 1 error; there is no page yet"),
        (
            &["watch", "--told-by", "2"],
            "round 1: the story cannot be read; there is no page yet",
        ),
    ] {
        let folder = Folder::of(&story(r#", "after": "two""#));
        let mut watch = Watch::of(folder.lore(words));
        assert_eq!(watch.round(), first, "{words:?}");
        save(&folder, "story.json", &story(""));
        assert_eq!(watch.round(), "round 2: nothing is wrong; the page is new", "{words:?}");
    }
}

#[test]
fn every_file_that_the_story_rests_on_is_watched() {
    let main = "{\"lorescope\": 1, \"include\": [\"more/cast.json\"]}";
    let cast = r#"{"lorescope": 1, "documents": [{"id": "book", "path": "book.txt"}],
        "characters": [{"id": "ada", "image": "ada.png"}, {"id": "brom"}],
        "events": [{"id": "pact", "kind": "alliance", "roles": {"allies": ["ada", "brom"]}, "sources": [{"document": "book", "quote": "they shook hands on it"}]}]}"#;
    let folder = Folder::of(main)
        .holding("more/cast.json", cast)
        .holding("more/book.txt", "And they shook hands on it.\n")
        .holding("beside.txt", "nothing of the story's");
    let mut watch = Watch::of(folder.lore(&["watch", "--no-serve"]));
    assert_eq!(watch.round(), "round 1: 1 warning", "{}", watch.said());
    for (nth, (file, text, said)) in [
        ("more/book.txt", "And they parted.\n", "2 warnings"),
        ("lore.toml", "[rules]\nquote-not-found = \"off\"\n", "1 warning"),
        ("more/ada.png", "no picture", "1 warning"),
        ("more/cast.json", "{\"lorescope\": 1,}", "1 error"),
        ("more/cast.json", cast, "1 warning"),
        (
            "story.json",
            "{\"lorescope\": 1, \"include\": [\"more/others.json\"]}",
            "1 error",
        ),
        ("more/others.json", cast, "1 warning"),
        ("lore.toml", "", "2 warnings"),
    ]
    .into_iter()
    .enumerate()
    {
        // Nothing comes of what is no part of the story.
        save(&folder, "beside.txt", said);
        save(&folder, file, text);
        assert_eq!(
            watch.round(),
            format!("round {}: {said}", nth + 2),
            "{file}\n{}",
            watch.said()
        );
    }
}

#[test]
fn however_a_file_is_saved_it_is_seen() {
    let folder = Folder::new().holding("tale/story.lore", PACT);
    let tale = folder.path("tale");
    let mut watch = Watch::of(lore(&["watch"]).within(&tale));
    watch.round();
    let page = watch.page();
    // Another file is put in its place, of the same length.
    save(&folder, "tale/story.new", &PACT.replace("The Pact", "The Oath"));
    std::fs::rename(tale.join("story.new"), tale.join("story.lore")).expect("it can be moved");
    assert_eq!(watch.round(), "round 2: nothing is wrong; the page is new");
    // The folder itself goes away, and another comes.
    std::fs::rename(&tale, folder.path("away")).expect("it can be moved");
    assert_eq!(
        watch.round(),
        "round 3: the story cannot be read; the page stays as it was"
    );
    assert!(watch.said().contains("`story.lore` is gone"), "{}", watch.said());
    let gone = "error: the folder where `lore watch` was started is gone\n";
    assert!(watch.said().contains(gone), "{}", watch.said());
    let trouble = watch.news().next().trouble.expect("it is told");
    assert!(
        trouble.starts_with(&format!("the story cannot be read\n{gone}")),
        "{trouble}"
    );
    let folder = folder.holding("tale/story.lore", PACT);
    assert_eq!(watch.round(), "round 4: nothing is wrong; the page is new");
    assert_eq!(watch.page(), page, "it is the one of the beginning");
    drop(folder);
}

#[test]
fn the_page_is_written_too_where_that_is_wished() {
    let folder = pact();
    let mut watch = Watch::of(folder.lore(&["watch", "--no-serve", "-o", "page.html"]));
    assert_eq!(watch.round(), "round 1: nothing is wrong; the page is new");
    let page = folder.read("page.html");
    save(&folder, "story.lore", BROKEN);
    watch.round();
    assert_eq!(folder.read("page.html"), page);
    save(&folder, "story.lore", LATER);
    watch.round();
    assert_ne!(folder.read("page.html"), page);
    assert_eq!(folder.names(), ["page.html", "story.lore"]);
}

#[test]
fn nobody_is_served_under_another_name_and_nothing_but_the_page_is() {
    let folder = pact();
    let mut watch = Watch::of(folder.lore(&["watch"]));
    watch.round();
    let address = watch.address();
    let port = address.split(':').nth(1).expect("a port");
    let own = format!("Host: {address}\r\n");
    for (request, status) in [
        (format!("GET / HTTP/1.1\r\n{own}\r\n"), "200 OK"),
        (format!("GET / HTTP/1.1\r\nHost: localhost:{port}\r\n\r\n"), "200 OK"),
        (
            "GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n".to_owned(),
            "421 Misdirected Request",
        ),
        (
            format!("GET / HTTP/1.1\r\nHost: evil.example:{port}\r\n\r\n"),
            "421 Misdirected Request",
        ),
        ("GET / HTTP/1.1\r\n\r\n".to_owned(), "421 Misdirected Request"),
        (format!("GET /story.lore HTTP/1.1\r\n{own}\r\n"), "404 Not Found"),
        (format!("GET /../story.lore HTTP/1.1\r\n{own}\r\n"), "404 Not Found"),
        (
            format!("POST / HTTP/1.1\r\n{own}Content-Length: 3\r\n\r\nabc"),
            "405 Method Not Allowed",
        ),
        ("hello\r\n\r\n".to_owned(), "400 Bad Request"),
    ] {
        let answer = ask(&address, request.as_bytes());
        assert_eq!(answer.status, status, "{request}");
        assert_eq!(answer.body.contains("The Pact"), status == "200 OK", "{request}");
        for manner in [
            "Cache-Control: no-store",
            "X-Content-Type-Options: nosniff",
            "X-Frame-Options: DENY",
        ] {
            assert!(answer.head.contains(manner), "{}", answer.head);
        }
        assert!(
            answer.head.contains("Content-Security-Policy: default-src 'none'"),
            "{}",
            answer.head
        );
        assert!(!answer.head.contains("Access-Control"), "{}", answer.head);
    }
    let page = ask(&address, format!("GET / HTTP/1.1\r\n{own}\r\n").as_bytes());
    let head = ask(&address, format!("HEAD / HTTP/1.1\r\n{own}\r\n").as_bytes());
    assert_eq!((head.head, head.body.as_str()), (page.head, ""));
    assert!(address.starts_with("127.0.0.1:"));
}

#[test]
fn no_guest_keeps_the_others_waiting() {
    let folder = pact();
    let mut watch = Watch::of(folder.lore(&["watch"]));
    watch.round();
    let address = watch.address();
    // Too much, too little, nothing at all, and gone before the answer.
    let long = format!(
        "GET / HTTP/1.1\r\nHost: {address}\r\nCookie: {}\r\n\r\n",
        "a".repeat(100_000)
    );
    assert_eq!(
        ask(&address, long.as_bytes()).status,
        "431 Request Header Fields Too Large"
    );
    let mut idle = Vec::new();
    for sent in ["", "GET / HTT", "GET /events HTTP/1.1\r\nHost: "] {
        let mut stream = TcpStream::connect(&address).expect("it listens");
        stream.write_all(sent.as_bytes()).expect("it takes it");
        idle.push(stream);
    }
    for _ in 0..20 {
        let mut stream = TcpStream::connect(&address).expect("it listens");
        let _ = stream.write_all(format!("GET / HTTP/1.1\r\nHost: {address}\r\n\r\n").as_bytes());
        let _ = stream.shutdown(Shutdown::Both);
    }
    let mut listeners: Vec<News> = (0..20).map(|_| watch.news()).collect();
    for listener in &mut listeners {
        listener.next();
    }
    drop(listeners.split_off(10));
    save(&folder, "story.lore", LATER);
    watch.round();
    for listener in &mut listeners {
        let told = listener.next();
        assert!(watch.page().contains(&told.page), "{told:?}");
    }
    // However many come, those who have gone leave room.
    let mut crowd = Vec::new();
    for _ in 0..200 {
        crowd.extend(TcpStream::connect(&address));
    }
    drop(crowd);
    drop(idle);
    let answered = (0..1000).any(|_| {
        let Ok(mut stream) = TcpStream::connect(&address) else {
            return false;
        };
        let asked = stream.write_all(format!("GET / HTTP/1.1\r\nHost: {address}\r\n\r\n").as_bytes());
        let mut answer = Vec::new();
        asked.and_then(|()| stream.read_to_end(&mut answer)).is_ok() && answer.starts_with(b"HTTP/1.1 200 OK")
    });
    assert!(answered, "there is room again");
}

#[test]
fn nothing_that_is_told_later_is_served_or_said() {
    let text = std::fs::read_to_string(format!("{SEED}/story.json")).expect("the story is there");
    let json = serde_json::from_str(&text).expect("it is JSON");
    let later = Later::of(&json, "3.04");
    let folder = Folder::of(&text);
    let mut watch = Watch::of(folder.lore(&["watch", "--told-by", "3.04", "-o", "page.html"]));
    let mut news = watch.news();
    let first = news.next();
    let page = watch.page();
    save(
        &folder,
        "story.json",
        &text.replacen("\"lorescope\": 1", "\"lorescope\": 2", 1),
    );
    let (broken, kept) = (news.next(), watch.page());
    assert_eq!((kept.as_str(), &broken.page), (page.as_str(), &first.page));
    let out = [page, kept, format!("{first:?} {broken:?}")].concat();
    let written = String::from_utf8(folder.read("page.html")).expect("text");
    let ran = Ran {
        out: out + &written,
        err: watch.said(),
        status: 0,
    };
    assert!(ran.err.contains("which may lie in what is told later"), "{}", ran.err);
    later.must_not_be_in(&ran, "lore watch --told-by 3.04");
}

#[test]
fn of_what_is_wrong_with_a_story_that_is_cut_only_how_much_is_told() {
    let story = "story \"The Pact\"\ncharacter ada\ncharacter brom\n== 1 One\nada dies\nada allies with brom\n";
    let folder = Folder::new().holding("story.lore", story);
    let whole = Watch::of(folder.lore(&["watch", "--no-serve"])).round();
    assert_eq!(whole, "round 1: 1 warning");
    let mut cut = Watch::of(folder.lore(&["watch", "--no-serve", "--told-by", "1"]));
    assert_eq!(cut.round(), "round 1: 1 warning, not shown with `--told-by`");
    assert!(!cut.said().contains("acts-after-death"), "{}", cut.said());
}

#[test]
fn a_page_that_cannot_be_written_is_told_at_once_or_when_it_comes_to_that() {
    let folder = pact();
    for (path, said) in [
        ("missing/page.html", "cannot write `missing/page.html`: no such file"),
        (".", "cannot write `.`: it is a folder"),
    ] {
        let refused = folder.lore(&["watch", "--no-serve", "-o", path]).run().refused();
        assert!(refused.contains(said), "{refused}");
        assert!(!refused.contains("round 1"), "{refused}");
    }
    let mut watch = Watch::of(folder.lore(&["watch", "--no-serve", "-o", "page.html"]));
    assert_eq!(watch.round(), "round 1: nothing is wrong; the page is new");
    std::fs::remove_file(folder.path("page.html")).expect("it is there");
    std::fs::create_dir(folder.path("page.html")).expect("there is room");
    save(&folder, "story.lore", LATER);
    assert_eq!(
        watch.round(),
        "round 2: nothing is wrong; the page is new, and not in `page.html`"
    );
    assert!(watch.said().contains("it is a folder"), "{}", watch.said());
}

#[test]
fn what_cannot_be_watched_is_told_at_once() {
    let folder = pact();
    let taken = std::net::TcpListener::bind("127.0.0.1:0").expect("a port is free");
    let port = taken.local_addr().expect("it has one").port().to_string();
    for (words, said) in [
        (
            &["watch", "-s", "none.lore"][..],
            "error: cannot read `none.lore`: there is no such file\n",
        ),
        (&["watch", "-s", "-"], "error: standard input cannot be watched\n"),
        (
            &["watch", "-o", "-"],
            "error: a page that is written again and again needs a file\n",
        ),
        (&["watch", "--port", &port], "is served on port"),
        (&["watch", "--told-by", "never"], "error: "),
        (
            &["watch", "--according-to", "nobody"],
            "error: no document of this story is called `nobody`\n",
        ),
    ] {
        let refused = folder.lore(words).run().refused();
        assert!(refused.contains(said), "{words:?}: {refused}");
    }
    let prompt = folder.lore(&["repl"]).fed("watch\n").run();
    assert!(prompt.err.contains("`lore watch` never ends"), "{}", prompt.err);
}
