//! Pledges, appraisals and proposed lists.

use super::Table;

#[rustfmt::skip]
pub(super) const ROWS: Table = &[
    ("listPledges",            "LUNN++N++N"),
    ("makePledge",             "LU+++++FFF"),
    ("showPledge",             "LUFFF+N+FF"),
    ("noteProgress",           "LU+NN+N+FF"),
    ("showPublicPledges",      "++++++++++"),
    ("listAppraisals",         "LU+N++N++N"),
    ("createAppraisal",        "LUFFF+N+FF"),
    ("getAppraisal",           "LU+N++N++N"),
    ("listAppraisalMembers",   "LU+N++N++N"),
    ("openAppraisal",          "LUFFF+N+FF"),
    ("rateMembers",            "LU+N++N+FF"),
    ("countVillagers",         "LUFFF+N+FF"),
    ("recordAppraisalReturn",  "LUFFF+N+FF"),
    ("closeAppraisal",         "LUFFF+N+FF"),
    ("cancelAppraisal",        "LUFFF+N+FF"),
    ("signAppraisal",          "LUFFF+N+FF"),
    ("showPublicAppraisals",   "++++++++++"),
    ("listProposals",          "LUFF++N++F"),
    ("createProposal",         "LUFFF+N+FF"),
    ("getProposal",            "LUNN++N++N"),
    ("listProposalLines",      "LUNN++N++N"),
    ("changeProposalLine",     "LUFFF+N+FF"),
    ("signProposal",           "LUFFF+N+FF"),
    ("printProposal",          "LUFF++N++F"),
];
