//! Dues, villagers' reports and quarterly audits.

use super::Table;

#[rustfmt::skip]
pub(super) const ROWS: Table = &[
    ("listDues",               "LUFF++N++F"),
    ("registerDues",           "LUFFF+N+FF"),
    ("listMyDues",             "LU+++++FFF"),
    // Whoever is logged in is a villager too, an overseer among them.
    ("createVillagerReport",   "L+++++++++"),
    ("listMyVillagerReports",  "L+++++++++"),
    ("listVillagerReports",    "LUFF++N+FF"),
    ("getVillagerReport",      "LUFF++N+FF"),
    ("weighVillagerReport",    "LUFF++N+FF"),
    ("listAudits",             "LUFF++N++F"),
    ("openAudit",              "LUFFF+N+FF"),
    ("getAudit",               "LUFF++N++F"),
    ("listAuditLines",         "LUFF++N++F"),
    ("exportAudit",            "LUFF++N++F"),
    ("proposeAuditLine",       "LUFF++N+FF"),
    ("refreshAudit",           "LUFFF+N+FF"),
    ("decideAuditLines",       "LUFF++N+FF"),
    ("signAudit",              "LUFFF+N+FF"),
];
