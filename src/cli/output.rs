//! The only place that prints: answers to standard output, everything else to standard error, files whole or not at all.

#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "this is where printing happens"
)]
#![allow(clippy::unused_self, reason = "only who was given the output may print")]

use super::format::{Format, Style, Written};
use super::{Colour, Failure};
use crate::ask::Answer;
use crate::diag::{self, Files, Finding};
use std::io::{BufWriter, IsTerminal, Write};
use std::path::Path;

/// Where answers and messages go, and whether in colour.
#[derive(Clone, Copy, Debug)]
pub(super) struct Output {
    out: Style,
    err: Style,
}

/// How wide a terminal is taken to be where it does not say.
const WIDTH: usize = 100;

impl Output {
    pub(super) fn of(colour: Colour) -> Self {
        let plain = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        let style = |terminal: bool| Style {
            colour: match colour {
                Colour::Auto => terminal && !plain,
                Colour::Always => true,
                Colour::Never => false,
            },
            width: terminal.then(width),
        };
        Self {
            out: style(std::io::stdout().is_terminal()),
            err: style(std::io::stderr().is_terminal()),
        }
    }

    /// Prints an answer.
    pub(super) fn answer(self, answer: &Answer, format: Format) -> Result<(), Failure> {
        let mut out = BufWriter::new(std::io::stdout().lock());
        format.write(answer, self.out, &mut out)?;
        out.flush()?;
        Ok(())
    }

    /// Prints those whom an answer speaks of, with their numbers.
    pub(super) fn numbers(self, pieces: &[String]) -> Result<(), Failure> {
        if pieces.is_empty() {
            return Ok(());
        }
        self.text(&format!("\n{}", super::format::numbered(pieces, self.out)))
    }

    /// Whether answers go to a terminal.
    pub(super) fn is_terminal() -> bool {
        std::io::stdout().is_terminal()
    }

    /// How answers look.
    pub(super) fn style(self) -> Style {
        self.out
    }

    /// What the command line says of a line that it cannot read, or of how it is used.
    pub(super) fn usage(self, error: &clap::Error, on_out: bool) -> String {
        let text = error.render();
        let style = if on_out { self.out } else { self.err };
        if style.colour {
            text.ansi().to_string()
        } else {
            text.to_string()
        }
    }

    /// Prints text that is an answer in itself.
    pub(super) fn text(self, text: &str) -> Result<(), Failure> {
        let mut out = std::io::stdout().lock();
        out.write_all(text.as_bytes())?;
        out.flush()?;
        Ok(())
    }

    /// Prints the page of a rule without the marks of its Markdown.
    pub(super) fn page(self, page: &str) -> Result<(), Failure> {
        self.text(&super::format::page::text(page, self.out))
    }

    /// Prints bytes that are an answer in themselves, though not to a terminal.
    pub(super) fn bytes(self, bytes: &[u8]) -> Result<(), Failure> {
        if std::io::stdout().is_terminal() && std::str::from_utf8(bytes).is_err() {
            return Err(Failure::told(
                "that is no text, and a terminal shows only text",
                "write it to a file with `-o FILE`",
            ));
        }
        let mut out = std::io::stdout().lock();
        out.write_all(bytes)?;
        out.flush()?;
        Ok(())
    }

    /// Prints findings: drawn for people on standard error, written for programs on standard output.
    pub(super) fn findings(self, findings: &[Finding], files: &Files, format: Format) -> Result<(), Failure> {
        if let Written::Text(text) = format.findings(findings, files) {
            return self.text(&text);
        }
        if findings.is_empty() {
            return Ok(());
        }
        let colour = if self.err.colour {
            diag::Colour::Ansi
        } else {
            diag::Colour::Plain
        };
        self.remark(diag::render(findings, files, colour).trim_end());
        Ok(())
    }

    /// Prints what could not be done, and what to do instead.
    pub(super) fn fault(self, message: &str, help: Option<&str>) {
        self.remark(&format!("{} {message}", self.err.strong("error:")));
        if let Some(help) = help {
            self.remark(&format!("  {} {help}", self.err.faint("help:")));
        }
    }

    /// Prints a line about what was done.
    pub(super) fn remark(self, line: &str) {
        // Where nobody can read a message, nobody can be told so.
        let _ = writeln!(std::io::stderr().lock(), "{line}");
    }

    /// Says on a terminal how far long work has come, on one line that the next such words replace; no words take it away.
    pub(super) fn progress(self, words: &str) {
        if self.err.width.is_some() {
            let _ = write!(std::io::stderr().lock(), "\r\u{1b}[K{words}");
        }
    }

    /// Writes a file whole, or leaves what was there; `-` is standard output.
    pub(super) fn file(self, path: &Path, bytes: &[u8]) -> Result<(), Failure> {
        if path == Path::new("-") {
            return self.bytes(bytes);
        }
        write_whole(path, bytes).map_err(|error| Failure::Told {
            message: format!("cannot write `{}`: {}", path.display(), reason(&error)),
            help: None,
        })
    }

    /// Makes a folder, where there is none.
    pub(super) fn folder(self, path: &Path) -> Result<(), Failure> {
        std::fs::create_dir_all(path).map_err(|error| Failure::Told {
            message: format!("cannot make the folder `{}`: {}", path.display(), reason(&error)),
            help: None,
        })
    }
}

/// Why the system could not, as a phrase.
fn reason(error: &std::io::Error) -> String {
    let told = error.to_string();
    told.split(" (os error").next().unwrap_or(&told).to_lowercase()
}

fn write_whole(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let folder = path
        .parent()
        .filter(|folder| *folder != Path::new(""))
        .unwrap_or(Path::new("."));
    let mut file = tempfile::Builder::new().prefix(".lore-").tempfile_in(folder)?;
    file.write_all(bytes)?;
    readable(file.as_file())?;
    file.persist(path).map_err(|failed| failed.error)?;
    Ok(())
}

/// A temporary file is its owner's alone; one that stays is as readable as any other.
#[cfg(unix)]
fn readable(file: &std::fs::File) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    file.set_permissions(std::fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
fn readable(_: &std::fs::File) -> std::io::Result<()> {
    Ok(())
}

/// How wide the terminal is, as the environment says or else the terminal itself.
fn width() -> usize {
    let told = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    let seen = || terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
    told.or_else(seen).unwrap_or(WIDTH).clamp(40, 120)
}
