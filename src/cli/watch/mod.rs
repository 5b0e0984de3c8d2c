//! A story that is watched: read again whenever one of its files is saved, what is wrong with it told, and its page made and served.
//!
//! Files are looked at five times a second rather than reported by the system: there are few, their names are known, and a look is right on every file system, whatever an editor does to save and whoever replaces the folder.

mod board;
mod look;
mod request;
mod round;
mod server;

pub(super) use server::Server;

use super::pages::Paged;
use super::{Context, Failure};
use board::Board;
use look::Watched;
use round::Round;
use std::path::Path;
use std::sync::Arc;

/// What is done with the page whenever it is made.
#[derive(Debug)]
pub(super) struct Wanted<'a> {
    /// The file it is written to.
    pub(super) output: Option<&'a Path>,
    /// Where it is served.
    pub(super) server: Option<Server>,
}

/// Watches a story for ever; whoever has seen enough ends the program.
pub(super) fn watch(context: &Context, mut wanted: Wanted<'_>) -> Result<std::convert::Infallible, Failure> {
    let output = context.output;
    let mut watched = Watched::here();
    let mut board: Option<Arc<Board>> = None;
    let mut page: Option<Paged> = None;
    let is_wanted = wanted.output.is_some() || wanted.server.is_some();
    for nth in 1_usize.. {
        let round = Round::read(context, &mut watched, is_wanted);
        if nth == 1 && !round.begun {
            // Whoever begins with a slip in a name is told at once.
            if let Some(failure) = round.failure {
                return Err(failure);
            }
        }
        let unwritten = match (wanted.output, &round.page) {
            (Some(path), Some(made)) => match output.file(path, made.sealed().as_bytes()) {
                // Where the page has no place from the start there is nothing to wait for.
                Err(failure) if nth == 1 => return Err(failure),
                Err(Failure::Told { message, help }) => {
                    output.fault(&message, help.as_deref());
                    Some(path)
                }
                Err(_) => Some(path),
                Ok(()) => None,
            },
            _ => None,
        };
        if nth == 1 {
            output.remark(&watched.greeting());
        }
        if let Some(Failure::Told { message, help }) = &round.failure {
            output.fault(message, help.as_deref());
        }
        let news = round.news(page.as_ref(), unwritten);
        let trouble = round.trouble();
        page = round.page.or(page);
        match &board {
            Some(board) => board.show(page.as_ref(), trouble.as_ref()),
            None => {
                if let Some(server) = wanted.server.take() {
                    let shown = Arc::new(Board::of(page.as_ref(), trouble.as_ref()));
                    let address = server.address();
                    server.serve(Arc::clone(&shown));
                    board = Some(shown);
                    output.text(&format!("the page is at http://{address}/\n"))?;
                }
            }
        }
        output.remark(&format!("round {nth}: {news}"));
        let changed = watched.changed();
        output.remark(&format!("\n{}\n{changed}", "─".repeat(40)));
    }
    unreachable!("nobody saves a file that often")
}
