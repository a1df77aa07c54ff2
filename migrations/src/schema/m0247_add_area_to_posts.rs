//! The ready post (S3-5) that a post was taken over from.

use crate::columns::maybe_code;
use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::column("m0247_add_area_to_posts", "posts", "area", || maybe_code("area"))
}
