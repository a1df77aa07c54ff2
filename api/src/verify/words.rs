//! Values in a few words, for the lines of a report.

use std::fmt;

use xianfeng_domain::care::CareFund;
use xianfeng_domain::funds::Fund;
use xianfeng_domain::ledger::Source;
use xianfeng_infra::ledger::MemberTotal;

/// A source in a few words.
pub(super) struct Named<'a>(pub(super) &'a Source);

impl fmt::Display for Named<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Source { kind, id, line } = self.0;
        write!(f, "{} {id} (line {line})", kind.code())
    }
}

/// A fund in one line, in fen.
pub(super) struct Fen<'a>(pub(super) &'a Fund);

impl fmt::Display for Fen<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Fund { allotted, committed, spent, lapsed } = self.0;
        write!(f, "{allotted} (committed {committed}, spent {spent}, lapsed {lapsed})")
    }
}

/// A total in one line.
pub(super) struct Figures<'a>(pub(super) &'a MemberTotal);

impl fmt::Display for Figures<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let MemberTotal { total, additions, deductions, entries } = self.0;
        write!(f, "{total} (gained {additions}, deducted {deductions}, {entries} entries)")
    }
}

/// A care fund in one line, in fen.
pub(super) struct CareFen<'a>(pub(super) &'a CareFund);

impl fmt::Display for CareFen<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let CareFund { put_in, paid_out } = self.0;
        write!(f, "{put_in} put in and {paid_out} paid out")
    }
}
