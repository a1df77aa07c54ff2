//! Whether an order that the member let fall after the lot's last day was given more days: once a lot.

use crate::columns::flag;
use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::column("m0425_add_grace_used_to_wallet_lots", "wallet_lots", "grace_used", || {
        flag("grace_used").default(false).to_owned()
    })
}
