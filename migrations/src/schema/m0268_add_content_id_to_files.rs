//! The content that took the picture.

use crate::columns::maybe_reference;
use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::column("m0268_add_content_id_to_files", "files", "content_id", || maybe_reference("content_id"))
}
