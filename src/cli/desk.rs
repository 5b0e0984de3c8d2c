//! A story that stays open while one question after another is asked of it; it is read again when one of its files has changed.

use super::{Context, Failure};
use crate::diag::Files;
use crate::world::World;
use std::cell::RefCell;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::time::SystemTime;

/// Where a story stays open.
#[derive(Debug, Default)]
pub(super) struct Desk {
    open: RefCell<Option<Open>>,
}

/// A story that is open.
#[derive(Debug)]
struct Open {
    /// What was asked for.
    wish: Wish,
    /// How its files were when they were read.
    stamps: Vec<Stamp>,
    world: Rc<World>,
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

/// How a file was: when it was last written, and how long it was.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Stamp {
    path: PathBuf,
    seen: Option<(SystemTime, u64)>,
}

impl Stamp {
    fn of(path: &Path) -> Self {
        let seen = std::fs::metadata(path)
            .ok()
            .and_then(|seen| Some((seen.modified().ok()?, seen.len())));
        Self {
            path: path.to_owned(),
            seen,
        }
    }
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
    pub(super) fn world(&self, context: &Context) -> Result<Rc<World>, Failure> {
        let wish = context.wish()?;
        let mut open = self.open.borrow_mut();
        if let Some(known) = &*open
            && known.wish == wish
        {
            if known.stamps.iter().all(|stamp| Stamp::of(&stamp.path) == *stamp) {
                return Ok(Rc::clone(&known.world));
            }
            context.output.remark("the story has changed, and is read again");
        }
        // Of a story that does not load any more, the old answers are not given.
        *open = None;
        let (world, Stamps(stamps)) = context.read_world()?;
        let world = Rc::new(world);
        *open = Some(Open {
            wish,
            stamps,
            world: Rc::clone(&world),
        });
        Ok(world)
    }
}
