//! What people ask of the stories in `data/`, and whether they hear what is so.
//!
//! The questions stand in `tests/questions/`, one page a story, as tables of three columns: what is asked, what ought to be heard, and a remark.
//! They were written from the stories' text, before there was a reader of questions.
//! What ought to be heard is written as
//!
//! | answer | is right if |
//! | --- | --- |
//! | `winn` | these and no others are named as those sought, by their ids; `yu-ji?` is one of several candidates |
//! | `kira → weyoun; nobody → damar` | these pairs and no others are |
//! | `nobody` | nobody and nothing is |
//! | `among winn, odo; not kira` | of whatever is named, in the rows or behind them, these are there, and these are not in the rows |
//! | `yes`, `no`, `unknown` | that is the verdict |
//! | `4`, `over 800000000` | that is the number |
//! | `"Cardassian"` | those words stand in a row |
//! | `refused` | no answer is given, and any would be wrong |
//!
//! and `A or B` is right if either is.
//! A question that has an answer and is refused all the same is told by a remark that begins with `refused:` and says why; it counts as refused, and the page is wrong once it is answered.
//! An answer that is not the one that ought to be heard counts as wrong, and there must be none.
//!
//! `cargo test --test questions -- --nocapture` prints the three figures.
#![expect(unreachable_pub, reason = "nobody stands outside a test")]

#[path = "questions/judge.rs"]
mod judge;
#[path = "questions/table.rs"]
mod table;

use judge::{Verdict, judge};
use lorescope::ask::{Answer, Refusal, english};
use lorescope::load::{self, Input};
use lorescope::timeline::Lens;
use lorescope::world::World;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use table::{Expected, Wanted, read};

/// The stories that are asked about, each with how many questions its page has at the least.
const STORIES: &[(&str, usize)] = &[("what-you-leave-behind", 120), ("macbeth", 110), ("red-cliffs", 110)];

/// What is said at the least: of those that have an answer, in a hundred, this many are answered, and rightly.
const RIGHT_IN_A_HUNDRED: usize = 95;

/// A story of `data/`.
fn world(story: &str) -> World {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("data/{story}/story.lore"));
    let loaded = load::open(&[Input::Path(path)]).expect("the story can be read");
    assert!(!loaded.is_broken(), "{story} has errors");
    World::of(loaded.story, loaded.vocabulary, Lens::default())
}

/// The page of a story.
fn page(story: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/questions/{story}.md"));
    fs::read_to_string(path).expect("the page is there")
}

/// How it went.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Figures {
    /// Questions that have an answer, and got it.
    right: usize,
    /// Questions that have an answer, and were refused.
    refused: usize,
    /// Questions that were answered otherwise than they ought to be.
    wrong: usize,
    /// Questions that ought to be refused, and were.
    rightly_refused: usize,
}

impl Figures {
    fn add(&mut self, other: Self) {
        self.right += other.right;
        self.refused += other.refused;
        self.wrong += other.wrong;
        self.rightly_refused += other.rightly_refused;
    }

    fn sum(self) -> usize {
        self.right + self.refused + self.wrong + self.rightly_refused
    }

    /// What the papers say of it.
    fn in_papers(self) -> String {
        let answered = self.right + self.refused + self.wrong;
        format!(
            "**Of {answered} questions that have an answer, {} are answered rightly, {} are refused, and {} are answered wrongly; {} that have none are refused.**",
            self.right, self.refused, self.wrong, self.rightly_refused
        )
    }

    /// Whether nothing is wrong, and enough is right.
    fn are_good(self) -> bool {
        self.wrong == 0 && self.right * 100 >= (self.right + self.refused + self.wrong) * RIGHT_IN_A_HUNDRED
    }
}

impl std::fmt::Display for Figures {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self {
            right,
            refused,
            wrong,
            rightly_refused,
        } = self;
        let asked = right + refused + wrong + rightly_refused;
        write!(
            f,
            "{asked} questions: {right} right, {refused} refused, {wrong} wrong; {rightly_refused} that have no answer refused"
        )
    }
}

/// Asks all that a page asks, and says what went otherwise than the page says.
fn go_through(story: &str, page: &str, mut answer: impl FnMut(&str) -> Result<Answer, Refusal>) -> (Figures, String) {
    let mut figures = Figures::default();
    let mut odd = String::new();
    for asked in read(page) {
        let heard = answer(&asked.question);
        let verdict = judge(&asked.answer, &heard);
        let may_be_refused = asked.answer.iter().any(|answer| answer.wanted == Wanted::Refused);
        match &verdict {
            Verdict::Right if heard.is_err() => figures.rightly_refused += 1,
            Verdict::Right => figures.right += 1,
            Verdict::Refused => figures.refused += 1,
            Verdict::Wrong(_) => figures.wrong += 1,
        }
        let is_pinned = asked.remark.starts_with("refused:");
        let what = match &verdict {
            Verdict::Right if is_pinned => "is answered now, rightly: take its remark away".to_owned(),
            Verdict::Right => continue,
            Verdict::Refused if is_pinned && !may_be_refused => continue,
            Verdict::Refused => format!("is refused: {}", heard.expect_err("it is refused").message),
            Verdict::Wrong(why) => format!("is answered wrongly: {why}"),
        };
        let _ = writeln!(odd, "{story}:{}: {}\n    {what}", asked.line, asked.question);
    }
    (figures, odd)
}

#[test]
fn people_hear_what_is_so_or_that_they_were_not_understood() {
    let mut all = Figures::default();
    let mut odd = String::new();
    for &(story, _) in STORIES {
        let world = world(story);
        let (figures, otherwise) = go_through(story, &page(story), |words| english::answer(&world, words));
        println!("{story}: {figures}");
        all.add(figures);
        odd.push_str(&otherwise);
    }
    println!("in all: {all}");
    assert!(odd.is_empty(), "{odd}\n{all}");
    assert!(all.are_good(), "{all}");
    for paper in ["docs/asking.md", "docs/guide.md"] {
        let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(paper)).expect("the page is there");
        assert!(
            text.contains(&all.in_papers()),
            "{paper} does not say: {}",
            all.in_papers()
        );
    }
    let news = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("CHANGELOG.md")).expect("it is there");
    let sum = format!("the tests hold {} questions about the three stories", all.sum());
    assert!(news.contains(&sum), "CHANGELOG.md does not say: {sum}");
}

#[test]
fn the_pages_ask_enough_and_name_only_what_is_there() {
    for &(story, at_least) in STORIES {
        let world = world(story);
        let asked = read(&page(story));
        assert!(asked.len() >= at_least, "{story}: only {} questions", asked.len());
        let mut seen = std::collections::BTreeSet::new();
        for question in asked {
            assert!(
                seen.insert(question.question.clone()),
                "{story}: twice: {}",
                question.question
            );
            for id in question.answer.iter().flat_map(Expected::ids) {
                assert!(
                    world.story.entities.iter().any(|entity| entity.id == *id)
                        || world.story.events.iter().any(|event| event.id == *id),
                    "{story}:{}: nobody and nothing has the id `{id}`",
                    question.line
                );
            }
        }
    }
}

#[test]
fn who_answers_nothing_does_not_pass() {
    let page = page("macbeth");
    let silent = |_: &str| {
        Err(Refusal {
            message: "no".to_owned(),
            help: None,
        })
    };
    let (figures, odd) = go_through("macbeth", &page, silent);
    assert!(figures.right == 0 && figures.wrong == 0 && !figures.are_good() && !odd.is_empty());
    let (figures, odd) = go_through("macbeth", &page, |_: &str| Ok(Answer::default()));
    assert!(figures.refused == 0 && figures.wrong > 100 && !figures.are_good() && !odd.is_empty());
}
