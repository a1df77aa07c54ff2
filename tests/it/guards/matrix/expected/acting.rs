//! Acting for somebody, the hand-over of an office, and logging in at a desk.

use super::Table;

#[rustfmt::skip]
pub(super) const ROWS: Table = &[
    ("recordAssistance",    "LUFFF+N+FF"),
    ("listAssistance",      "LUFFF+++FF"),
    ("endAssistance",       "LUNNN+N+NN"),
    ("listMyAssistance",    "LU++++++++"),
    ("listAssistanceActs",  "LUFF+++++F"),
    ("openHandover",        "LUFFF+N+FF"),
    ("listHandovers",       "LU++++++++"),
    ("getHandover",         "LUNNN+N+NN"),
    ("printHandover",       "LUNNN+N+NN"),
    // The secretary sees it, but another's hand-over is not theirs to sign or to call off.
    ("signHandover",        "LUNNNFN+NN"),
    ("withdrawHandover",    "LUNNNFN+NN"),
    ("showDesk",            "++++++++++"),
    ("getDeskScript",       "++++++++++"),
    ("requestDeskLogin",    "++++++++++"),
    ("takeDeskSession",     "++++++++++"),
    ("logInAtDeskWithPassword", "++++++++++"),
    ("lookAtDeskLogin",     "LUFF+++++F"),
    ("confirmDeskLogin",    "LUFF+++++F"),
    ("listDeskSessions",    "LU++++++++"),
    ("endDeskSession",      "LUNNNNNNNN"),
];
