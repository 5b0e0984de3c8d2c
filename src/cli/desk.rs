//! A story that stays open while one question after another is asked of it; it is read again when one of its files has changed.

use super::repl::Numbers;
use super::stamp::Stamp;
use super::{Context, Failure};
use crate::ask::Answer;
use crate::diag::Files;
use crate::world::World;
use std::cell::{Cell, Ref, RefCell};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Where a story stays open.
#[derive(Debug, Default)]
pub(super) struct Desk {
    open: RefCell<Option<Open>>,
    /// Those whom the last answer spoke of.
    numbers: RefCell<Numbers>,
    /// Whether an answer has been given, so that the next is to stand apart from it.
    answered: Cell<bool>,
}

/// A story that is open.
#[derive(Debug)]
struct Open {
    /// What was asked for.
    wish: Wish,
    /// How its files were when they were read.
    stamps: Vec<Stamp>,
    world: Arc<World>,
}

/// What decides which world is meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Wish {
    /// The files that are named, or found.
    pub(super) paths: Vec<PathBuf>,
    /// Whose claims are taken.
    pub(super) according_to: Option<String>,
    /// How far the telling has come.
    pub(super) told_by: Option<String>,
}

/// How the files of a story are now.
pub(super) fn stamps(files: &Files) -> Stamps {
    Stamps(files.iter().map(|(_, file)| Stamp::of(Path::new(&file.name))).collect())
}

/// How some files were at a time.
#[derive(Debug)]
pub(super) struct Stamps(Vec<Stamp>);

impl Desk {
    /// The world that is wished for: the open one, where it is that and its files are as they were.
    pub(super) fn world(&self, context: &Context) -> Result<Arc<World>, Failure> {
        let wish = context.wish()?;
        let mut open = self.open.borrow_mut();
        if let Some(known) = &*open
            && known.wish == wish
        {
            if known.stamps.iter().all(|stamp| Stamp::of(&stamp.path) == *stamp) {
                return Ok(Arc::clone(&known.world));
            }
            context.output.remark("the story has changed, and is read again");
        }
        // Of a story that does not load any more, the old answers are not given.
        *open = None;
        let (world, Stamps(stamps)) = context.read_world()?;
        let world = Arc::new(world);
        *open = Some(Open {
            wish,
            stamps,
            world: Arc::clone(&world),
        });
        Ok(world)
    }

    /// The world that was asked last.
    pub(super) fn open(&self) -> Option<Arc<World>> {
        self.open.borrow().as_ref().map(|open| Arc::clone(&open.world))
    }

    /// Lets the story be read again for the next question.
    pub(super) fn clear(&self) {
        *self.open.borrow_mut() = None;
    }

    /// Whether an answer has been given before this one.
    pub(super) fn answers_again(&self) -> bool {
        self.answered.replace(true)
    }

    /// Takes it that whatever comes next stands apart from what was.
    pub(super) fn part(&self) {
        self.answered.set(false);
    }

    /// Forgets whom the last answer spoke of.
    pub(super) fn forget(&self) {
        *self.numbers.borrow_mut() = Numbers::default();
    }

    /// Numbers those whom an answer speaks of; where it speaks of nobody, those of the one before are kept.
    pub(super) fn number(&self, answer: &Answer) -> Vec<String> {
        let Some(world) = self.open() else { return Vec::new() };
        let numbers = Numbers::of(answer, &world);
        let pieces = numbers.pieces();
        if !numbers.is_empty() {
            *self.numbers.borrow_mut() = numbers;
        }
        pieces
    }

    /// Those whom the last answer spoke of.
    pub(super) fn numbers(&self) -> Ref<'_, Numbers> {
        self.numbers.borrow()
    }
}
