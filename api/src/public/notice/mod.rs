//! The publicity notice (公示) of a closed period: one reading for the JSON, the page and the paper
//! (S0-2, S2-9). Only what was published is shown, for good; names by today's display level.

mod load;
mod show;

pub(crate) use load::{Notice, NoticeAnswer, NoticeRow, Which, load};
pub(super) use show::{show_public_edition, show_public_notice};
