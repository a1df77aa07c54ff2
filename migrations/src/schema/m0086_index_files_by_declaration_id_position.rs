//! A declaration's pictures.

use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::index(
        "m0086_index_files_by_declaration_id_position",
        "files",
        "files_declaration_id_position",
        &["declaration_id", "position"],
    )
}
