//! What the server shows: the last page that could be made, and what is wrong since; those who wait are told when it is another.

use crate::cli::pages::Paged;
use crate::page::Policy;
use rustc_hash::FxHasher;
use serde::Serialize;
use std::hash::{Hash, Hasher};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// The page of a story that has none yet.
const NO_PAGE: &str = include_str!("no-page.html");
/// The script that keeps a page as new as the story; it is told which page it is in.
const RELOAD: &str = include_str!("reload.js");

/// Why the page is not of the story as it is now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) struct Trouble {
    /// Why, as half a sentence.
    pub(super) why: String,
    /// What is wrong, as the terminal has it.
    pub(super) said: String,
}

/// What is shown now.
#[derive(Debug)]
pub(super) struct Board {
    shown: Mutex<Shown>,
    changed: Condvar,
}

/// A page, and what is to be said of it.
#[derive(Clone, Debug)]
pub(super) struct Shown {
    /// Which change of the board this is.
    nth: u64,
    /// The page, with the script that asks for news.
    pub(super) page: Arc<str>,
    /// What that page may do, as a browser is told.
    pub(super) policy: Arc<str>,
    /// What is told to whoever asks, as JSON in a line: which page it is, and what is wrong.
    pub(super) news: Arc<str>,
}

impl Shown {
    fn of(page: Option<&Paged>, trouble: Option<&Trouble>) -> Self {
        #[derive(Serialize)]
        struct News<'a> {
            page: &'a str,
            trouble: Option<&'a Trouble>,
        }
        let mark = page.map_or_else(|| "none".to_owned(), mark);
        let script = RELOAD.replace("{{mark}}", &mark);
        let (html, policy) = match page {
            Some(page) => page.served(&script),
            None => (NO_PAGE.replace("{{script}}", &script), Policy::Served.words(&script)),
        };
        let news = serde_json::to_string(&News { page: &mark, trouble });
        Self {
            nth: 0,
            page: html.into(),
            policy: format!("{policy}; frame-ancestors 'none'").into(),
            news: news.expect("there is nothing in it that JSON cannot hold").into(),
        }
    }
}

impl Board {
    pub(super) fn of(page: Option<&Paged>, trouble: Option<&Trouble>) -> Self {
        Self {
            shown: Mutex::new(Shown::of(page, trouble)),
            changed: Condvar::new(),
        }
    }

    /// Shows another page, and tells those who wait.
    pub(super) fn show(&self, page: Option<&Paged>, trouble: Option<&Trouble>) {
        let mut next = Shown::of(page, trouble);
        let mut shown = self.lock();
        next.nth = shown.nth + 1;
        *shown = next;
        drop(shown);
        self.changed.notify_all();
    }

    /// What is shown now.
    pub(super) fn shown(&self) -> Shown {
        self.lock().clone()
    }

    /// What is shown next; nothing where it stays the same for so long.
    pub(super) fn after(&self, known: &Shown, patience: Duration) -> Option<Shown> {
        let waited = self
            .changed
            .wait_timeout_while(self.lock(), patience, |shown| shown.nth == known.nth);
        let (shown, _) = waited.unwrap_or_else(PoisonError::into_inner);
        (shown.nth != known.nth).then(|| shown.clone())
    }

    fn lock(&self) -> MutexGuard<'_, Shown> {
        // What is shown is replaced whole, so that nobody leaves half of it behind.
        self.shown.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What tells a page from another: what stands in it, since all else is the same for all.
fn mark(page: &Paged) -> String {
    let mut hasher = FxHasher::default();
    page.hash(&mut hasher);
    format!("{:016x}", hasher.finish())
}
