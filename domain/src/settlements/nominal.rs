//! What the rule book promises, before the fund has its say.

use crate::Points;
use crate::rulebook::Settlement;

/// How a member stands in the edition that is settled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing<'a> {
    /// The grade's code; none where the period has no grades or the member got none.
    pub grade: Option<&'a str>,
    /// The category's code.
    pub category: &'a str,
    /// Exempt: in no ranking and no settlement (S2-7).
    pub exempt: bool,
    /// A veto keeps the member out of grades and settlement (S0-12).
    pub kept_out: bool,
}

/// The redemption points by grade and category (S0-9): nothing without a grade, when exempt, or when
/// a veto keeps the member out.
pub fn nominal(standing: Standing<'_>, settlement: &Settlement) -> Points {
    if standing.exempt || standing.kept_out {
        return Points::ZERO;
    }
    let rate = standing.grade.and_then(|grade| settlement.rate(grade, standing.category));
    rate.unwrap_or_default().max(Points::ZERO)
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::rulebook::Rate;
    use crate::time::PeriodKind;

    pub(crate) fn book() -> Settlement {
        let rate = |grade: &str, category: Option<&str>, points| Rate {
            grade: grade.to_owned(),
            category: category.map(str::to_owned),
            points: Points::whole(points),
        };
        Settlement {
            per: PeriodKind::Quarter,
            organizations: vec!["village".to_owned()],
            fund_fen: 125_000,
            fen_per_point: 100,
            rates: vec![
                rate("excellent", None, 60),
                rate("excellent", Some("aged"), 80),
                rate("good", None, 40),
                rate("low", None, 0),
            ],
            carry_over: true,
            expires_after_months: None,
        }
    }

    #[test]
    fn s0_9_the_rate_is_that_of_grade_and_category() {
        let standing = Standing { grade: Some("excellent"), category: "aged", exempt: false, kept_out: false };
        let of = |standing| nominal(standing, &book());
        assert_eq!(of(standing), Points::whole(80));
        assert_eq!(of(Standing { category: "ordinary", ..standing }), Points::whole(60));
        assert_eq!(of(Standing { grade: Some("low"), ..standing }), Points::ZERO);
        assert_eq!(of(Standing { grade: None, ..standing }), Points::ZERO);
        assert_eq!(of(Standing { exempt: true, ..standing }), Points::ZERO, "S2-7");
        assert_eq!(of(Standing { kept_out: true, ..standing }), Points::ZERO, "S0-12");
    }
}
