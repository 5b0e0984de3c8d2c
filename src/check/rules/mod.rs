//! The rules, one a file.

mod acts_after_death;
mod acts_before_birth;
mod assertion_failed;
mod born_after_death;
mod exclusion;
mod in_two_places;
mod journey_too_fast;
mod kills_while_elsewhere;
mod need;
mod order_loop;
mod quote_drifted;
mod quote_not_found;
mod source_missing;
mod unknown_rule;
mod waiver_unused;
mod within_loop;

pub(super) use acts_after_death::ACTS_AFTER_DEATH;
pub(super) use acts_before_birth::ACTS_BEFORE_BIRTH;
pub(super) use assertion_failed::ASSERTION_FAILED;
pub(super) use born_after_death::BORN_AFTER_DEATH;
pub(super) use exclusion::{EXCLUSION, both};
pub(super) use in_two_places::IN_TWO_PLACES;
pub(super) use journey_too_fast::JOURNEY_TOO_FAST;
pub(super) use kills_while_elsewhere::KILLS_WHILE_ELSEWHERE;
pub(super) use need::NEED;
pub(super) use order_loop::ORDER_LOOP;
pub(super) use quote_drifted::QUOTE_DRIFTED;
pub(super) use quote_not_found::QUOTE_NOT_FOUND;
pub(super) use source_missing::SOURCE_MISSING;
pub(super) use unknown_rule::UNKNOWN_RULE;
pub(super) use waiver_unused::WAIVER_UNUSED;
pub(super) use within_loop::WITHIN_LOOP;
