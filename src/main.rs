//! x
fn main() {
    let path = std::env::args().nth(1).expect("a path");
    let loaded = lorescope::load::open(&[lorescope::load::Input::Path(path.into())]).expect("reads");
    print!(
        "{}",
        lorescope::diag::render(&loaded.findings, &loaded.files, lorescope::diag::Colour::Plain)
    );
    let t = lorescope::timeline::Timeline::of(&loaded.story, &loaded.vocabulary, Default::default());
    println!("{} events {} stretches", loaded.story.events.len(), t.stretches.len());
    std::process::exit(0);
}
