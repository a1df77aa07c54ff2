//! The posts of an organization and of what lies below.

use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::index("m0114_index_posts_by_organization_path", "posts", "posts_organization_path", &["organization_path"])
}
