//! An account's uploads.

use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::index(
        "m0041_index_files_by_account_id_created_at",
        "files",
        "files_account_id_created_at",
        &["account_id", "created_at"],
    )
}
