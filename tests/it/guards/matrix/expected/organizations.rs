//! The tree, its publication and the rule book.

use super::Table;

#[rustfmt::skip]
pub(super) const ROWS: Table = &[
    ("listOrganizations",     "LU++++++++"),
    ("getOrganization",       "LU++++++++"),
    ("createOrganization",    "LUFFFFF+FF"),
    ("editOrganization",      "LUFFFFF+FF"),
    ("decidePublication",     "LUFFFFF+FF"),
    ("getEffectiveRulebook",  "LU++++++++"),
];
