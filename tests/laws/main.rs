//! What holds of every story, tried on stories nobody thought of.
#![expect(clippy::unwrap_used, reason = "in a test a panic is the message")]

mod anything;
mod both_forms;
mod folding;
mod happenings;
mod journals;
mod ordering;
mod own_words;
mod reading;
mod shuffling;
mod stories;
mod telling;

/// How many stories each law is tried on: few, so that trying stays quick, or as many as `PROPTEST_CASES` says.
fn tries(few: u32) -> proptest::test_runner::Config {
    let usual = proptest::test_runner::Config::default();
    let many = std::env::var_os("PROPTEST_CASES").is_some();
    proptest::test_runner::Config {
        cases: if many { usual.cases } else { few },
        failure_persistence: None,
        ..usual
    }
}
