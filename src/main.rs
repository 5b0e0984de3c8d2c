//! x
fn main() {
    let path = std::env::args().nth(1).expect("a path");
    let loaded = lorescope::load::open(&[lorescope::load::Input::Path(path.into())]).expect("reads");
    let lorescope::load::Loaded {
        story,
        vocabulary,
        findings,
        files,
        origins,
    } = loaded;
    print!(
        "{}",
        lorescope::diag::render(&findings, &files, lorescope::diag::Colour::Plain)
    );
    let w = lorescope::world::World::of(story, vocabulary, Default::default());
    let f = lorescope::check::findings(&w, &files, &origins);
    print!(
        "{}",
        lorescope::diag::render(&f, &files, lorescope::diag::Colour::Plain)
    );
    println!(
        "{} events {} stretches",
        w.story.events.len(),
        w.timeline.stretches.len()
    );
    std::process::exit(0);
}
