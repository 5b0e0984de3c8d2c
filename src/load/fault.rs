//! Something wrong with what a story says, at a path of keys; its place in the text is looked for only then.

use crate::diag::{Finding, Level};
use std::borrow::Cow;
use std::sync::Arc;

/// One step of the way from the top of a file to a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// The value of a key.
    Key(Cow<'static, str>),
    /// The key itself.
    Name(Cow<'static, str>),
    /// An entry of a list; of a value that stands alone where a list may stand, the value itself.
    Index(usize),
}

/// A value of a file.
///
/// Ways are made for whatever might turn out wrong, and hardly ever walked: a longer one shares all of the shorter.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Where {
    /// Which file, by its place in the order of reading.
    pub file: usize,
    way: Option<Arc<Way>>,
}

/// The last step of a way, and all before it.
#[derive(Debug, PartialEq, Eq)]
struct Way {
    before: Option<Arc<Way>>,
    step: Step,
}

impl Where {
    /// The top of a file.
    pub(super) fn top(file: usize) -> Self {
        Self { file, way: None }
    }

    /// The value of a key in this one.
    pub(super) fn key(&self, key: impl Into<Cow<'static, str>>) -> Self {
        self.step(Step::Key(key.into()))
    }

    /// A key of this one.
    pub(super) fn name(&self, key: impl Into<Cow<'static, str>>) -> Self {
        self.step(Step::Name(key.into()))
    }

    /// An entry of this one.
    pub(super) fn index(&self, index: usize) -> Self {
        self.step(Step::Index(index))
    }

    fn step(&self, step: Step) -> Self {
        let before = self.way.clone();
        Self {
            file: self.file,
            way: Some(Arc::new(Way { before, step })),
        }
    }

    /// The entity, event or the like that this lies in: the way there is a list of the file and a number.
    pub(super) fn entry(&self) -> Self {
        let steps = self.path().into_iter().take(2).cloned();
        steps.fold(Self::top(self.file), |at, step| at.step(step))
    }

    /// The steps from the top of the file.
    pub(super) fn path(&self) -> Vec<&Step> {
        let mut path: Vec<&Step> = std::iter::successors(self.way.as_deref(), |way| way.before.as_deref())
            .map(|way| &way.step)
            .collect();
        path.reverse();
        path
    }
}

/// A finding whose places are still paths.
#[derive(Clone, Debug)]
pub(super) struct Fault {
    /// What is wrong, without a place.
    pub finding: Finding,
    /// Where.
    pub at: Where,
    /// What stands beside the caret.
    pub label: String,
    /// Other places, and what is to be said there.
    pub notes: Vec<(Where, String)>,
}

impl Fault {
    /// An error.
    pub(super) fn error(rule: &'static str, at: Where, message: impl Into<String>) -> Self {
        Self {
            finding: Finding::error(rule, message),
            at,
            label: String::new(),
            notes: Vec::new(),
        }
    }

    /// A warning.
    pub(super) fn warning(rule: &'static str, at: Where, message: impl Into<String>) -> Self {
        let mut fault = Self::error(rule, at, message);
        fault.finding.level = Level::Warning;
        fault
    }

    /// The same at another place.
    pub(super) fn at(mut self, at: Where) -> Self {
        self.at = at;
        self
    }

    /// The same with words beside the caret.
    pub(super) fn label(mut self, label: impl Into<String>) -> Self {
        self.label = label.into();
        self
    }

    /// The same with a remedy.
    pub(super) fn help(mut self, help: impl Into<String>) -> Self {
        self.finding = self.finding.help(help);
        self
    }

    /// The same with another place to look at.
    pub(super) fn note(mut self, at: Where, text: impl Into<String>) -> Self {
        self.notes.push((at, text.into()));
        self
    }
}
