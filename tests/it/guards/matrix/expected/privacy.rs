//! The privacy desk, archives and proofs of service.

use super::Table;

#[rustfmt::skip]
pub(super) const ROWS: Table = &[
    // One's own, member or not.
    ("listMyData",             "LU++++++++"),
    ("listMyDataRows",         "LU++++++++"),
    ("printMyData",            "LU++++++++"),
    ("listMyCorrections",      "LU++++++++"),
    ("askMyCorrection",        "LU++++++++"),
    ("listMyLooks",            "LU++++++++"),
    ("listMyConsents",         "LU++++++++"),
    ("giveMyConsent",          "LU++++++++"),
    ("withdrawMyConsent",      "LU+NNNNNNN"),
    ("acceptPrivacyGuide",     "LU++++++++"),
    ("showPrivacyGuide",       "++++++++++"),
    // Who holds an office is told to hand it over first.
    ("askMyClosure",           "LU++++++++"),
    ("showMyClosure",          "LU++NNNNN+"),
    ("takeBackMyClosure",      "LU++NNNNN+"),
    ("listCorrections",        "LUFFF+++FF"),
    // The request is the member's of A.
    ("decideOnCorrection",     "LUFFF+N+FF"),
    ("showPrivacyInventory",   "LUFFFFF+FF"),
    ("eraseMember",            "LUFFFFF+FF"),
    // Archives and proofs of service.
    ("issueMyArchive",         "LU+++++FFF"),
    ("listMyArchives",         "LU+++++FFF"),
    ("issueArchive",           "LUFFF+N+FF"),
    ("listArchives",           "LUFFF+N+FF"),
    ("getArchive",             "LU+N++N++N"),
    ("printArchive",           "LU+N++N++N"),
    ("withdrawArchive",        "LUFFF+N+FF"),
    ("checkCertificate",       "NNNNNNNNNN"),
];
