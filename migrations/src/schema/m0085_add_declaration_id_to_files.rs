//! The declaration that took the picture; a file belongs to one claim or one declaration.

use crate::columns::maybe_reference;
use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::column("m0085_add_declaration_id_to_files", "files", "declaration_id", || maybe_reference("declaration_id"))
}
