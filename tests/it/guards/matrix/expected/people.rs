//! Members and persons without membership: personal data.

use super::Table;

#[rustfmt::skip]
pub(super) const ROWS: Table = &[
    ("listMembers",         "LUFF++N++F"),
    ("getMember",           "LUFF++N++F"),
    ("createMember",        "LUFFF+N+FF"),
    ("editMember",          "LUFFF+N+FF"),
    ("transferMember",      "LUFFF+N+FF"),
    ("endMembership",       "LUFFF+N+FF"),
    // A whole township's roster is the township's.
    ("importRoster",        "LUFFFFF+FF"),
    ("getRejects",          "LUFFFFF+FF"),
    ("inviteMember",        "LUFFF+N+FF"),
    ("getInvitePicture",    "LUFFF+N+FF"),
    ("listPersons",         "LUFFF+++FF"),
    ("createPersonRecord",  "LUFFF+N+FF"),
    ("invitePerson",        "LUFFF+N+FF"),
];
