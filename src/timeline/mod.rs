//! Who stands where at every moment: the order of events, and the stretches of time over which relations hold.
//!
//! A relation holds *after* the event that starts it, up to *and including* the event that ends it:
//!
//! ```text
//!   moment     0     1     2     3     4
//!   events     │──a──│──b──│──c──│──d──│
//!   allied           ├───────────┤            started by a, ended by c: holds during b and c
//! ```
//!
//! So the dying act in their own death scene, and only later deeds are faults.
//! The timeline tells what follows from a story and judges none of it: it emits no finding.

mod concern;
mod fold;
mod holds;
mod knowing;
mod moment;
mod open;
mod order;
mod slugs;
mod span;
mod standing;
mod stated;
mod stretch;

pub use holds::{Reason, Truth, Verdict};
pub use knowing::knowledge;
pub use moment::{AsOf, Moment, Reference};
pub use order::Order;
pub use stretch::{Cause, Stretch};

use crate::model::{DocumentId, EventId, InitialId, Story};
use crate::vocabulary::Vocabulary;
use concern::Concerns;
use span::StatedSpan;
use std::sync::OnceLock;

/// Which claims of a story are taken for true.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Lens {
    /// Only what that source or canon says, with what is said by nobody in particular; without it, all claims side by side.
    pub according_to: Option<DocumentId>,
}

impl Lens {
    /// Whether an event is taken.
    #[must_use]
    pub fn takes_event(self, story: &Story, event: EventId) -> bool {
        self.takes(
            story
                .event(event)
                .detail
                .as_ref()
                .and_then(|detail| detail.according_to),
        )
    }

    /// Whether an initial relation is taken.
    #[must_use]
    pub fn takes_initial(self, story: &Story, initial: InitialId) -> bool {
        self.takes(story.initial(initial).according_to)
    }

    /// The same lens on a story that was cut from another; on one that has nothing of that source, it takes what nobody in particular says.
    #[must_use]
    pub fn of_cut(self, whole: &Story, cut: &Story) -> Self {
        let find = |wanted: DocumentId| {
            let id = &whole.document(wanted).id;
            let found = (0..)
                .map(DocumentId)
                .zip(&cut.documents)
                .find(|(_, document)| document.id == *id);
            found.map_or(DocumentId(u32::MAX), |(number, _)| number)
        };
        Self {
            according_to: self.according_to.map(find),
        }
    }

    fn takes(self, claimant: Option<DocumentId>) -> bool {
        self.according_to.is_none() || claimant.is_none() || claimant == self.according_to
    }
}

/// The order of a story's events and the stretches that follow from them.
#[derive(Clone, Debug)]
pub struct Timeline {
    /// Story order.
    pub order: Order,
    /// Every stretch, by when it begins; those that begin together by relation and by the slugs of who they concern.
    pub stretches: Vec<Stretch>,
    /// The claims it was made from.
    pub lens: Lens,
    stated: Vec<StatedSpan>,
    concerns: OnceLock<Concerns>,
}

impl Timeline {
    /// Works out a story's order and its stretches.
    #[must_use]
    pub fn of(story: &Story, vocabulary: &Vocabulary, lens: Lens) -> Self {
        Self::ordered(story, vocabulary, lens, Order::of(story))
    }

    /// Works out the stretches of a story whose order is known.
    #[must_use]
    pub fn ordered(story: &Story, vocabulary: &Vocabulary, lens: Lens, order: Order) -> Self {
        let stretches = fold::fold(story, vocabulary, &order, lens);
        Self {
            order,
            stretches,
            lens,
            stated: StatedSpan::all(story),
            concerns: OnceLock::new(),
        }
    }
}
