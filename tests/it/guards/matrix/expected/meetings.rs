//! Meetings of organisation life and attendance.

use super::Table;

#[rustfmt::skip]
pub(super) const ROWS: Table = &[
    ("listMeetings",          "LU++++++++"),
    ("getMeeting",            "LU+N++N++N"),
    ("listMyMeetings",        "LU+++++FFF"),
    ("createMeeting",         "LUFFF+N+FF"),
    ("editMeeting",           "LUFFF+N+FF"),
    ("openMeeting",           "LUFFF+N+FF"),
    ("closeMeeting",          "LUFFF+N+FF"),
    ("cancelMeeting",         "LUFFF+N+FF"),
    ("confirmAttendance",     "LUFF++N+FF"),
    ("getSignInCode",         "LUFFF+N+FF"),
    // For members, of the branch whose meeting it is.
    ("signInToMeeting",       "LU+N++NFFF"),
    ("askForLeave",           "LU+N++NFFF"),
    ("listAttendance",        "LUFF++N++F"),
    ("callRoll",              "LUFFF+N+FF"),
    ("decideLeaveRequest",    "LUFFF+N+FF"),
    // Whose absence it is, and who registers for the branch.
    ("reportMakeUp",          "LU+NN+N+FF"),
    ("decideMakeUpStudy",     "LUFFF+N+FF"),
    ("listAttendanceRates",   "LUFF++N++F"),
    ("showCalendar",          "LU++++++++"),
    ("planMeetingSeries",     "LUFFF+N+FF"),
    ("signInRemotely",        "LU+N++NFFF"),
    ("getAgenda",             "LU+N++N++N"),
    ("setAgenda",             "LUFFF+N+FF"),
    ("getMaterials",          "LU+N++N++N"),
    ("setMaterials",          "LUFFF+N+FF"),
    ("listStatements",        "LU+N++N++N"),
    // By who leads the grid, or registers.
    ("putStatement",          "LUFNF+N+FN"),
    // Once confirmed, for who was on the list.
    ("getMinutes",            "LU+N++N++N"),
    ("printMinutes",          "LU+N++N++N"),
    ("writeMinutes",          "LUFF++N+FF"),
    ("rewriteMinutes",        "LUFF++N+FF"),
    ("addToMinutes",          "LUFF++N+FF"),
    // The reviewer was in the chair; the secretary reads the draft.
    ("confirmMinutes",        "LUNN++NFFF"),
];
