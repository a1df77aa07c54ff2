//! The lots whose day comes or has passed.

use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::index("m0148_index_wallet_lots_by_expires_on", "wallet_lots", "wallet_lots_expires_on", &["expires_on"])
}
