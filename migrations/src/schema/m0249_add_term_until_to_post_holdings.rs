//! The first day after a holder's term: the holding ends by itself then.

use crate::columns::maybe_day;
use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::column("m0249_add_term_until_to_post_holdings", "post_holdings", "term_until", || maybe_day("term_until"))
}
