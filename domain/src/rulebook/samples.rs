//! Small books for tests.

use super::{Base, Cap, Category, Item, ItemKind, Joiners, LayerLimits, Leavers, Publicity, RuleBook, TieRule, Way};
use crate::Points;
use crate::time::PeriodKind;

/// A book with two categories and 60 points a year.
pub(crate) fn book(closing_unit: PeriodKind, items: Vec<Item>) -> RuleBook {
    let category = |code: &str| Category {
        code: code.to_owned(),
        name: code.to_owned(),
        exempt: false,
        sensitive: false,
        report_due: false,
        hints: Vec::new(),
    };
    RuleBook {
        name: "台账".to_owned(),
        closing_unit,
        cycle_start_month: 1,
        categories: vec![category("ordinary"), category("aged")],
        base: Base {
            points: Points::whole(60),
            per: PeriodKind::Year,
            joiners: Joiners::ProRata,
            leavers: Leavers::Keep,
            by_category: Vec::new(),
        },
        items,
        grades: Vec::new(),
        grades_per: None,
        colours: None,
        settlement: None,
        consequences: Vec::new(),
        candidacy: None,
        publicity: Publicity { days_to_object: 7 },
        additions_after_zeroing: true,
        ties: TieRule::Skip,
        organizations_in_scope: vec!["village".to_owned()],
        below: LayerLimits::default(),
    }
}

/// An item for everybody, in hundredths of a point.
pub(super) fn item(code: &str, kind: ItemKind, min: i64, max: i64, caps: Vec<Cap>) -> Item {
    Item {
        code: code.to_owned(),
        name: code.to_owned(),
        aspect: "志愿服务".to_owned(),
        kind,
        min: Points::from_hundredths(min),
        max: Points::from_hundredths(max),
        unit: "次".to_owned(),
        by_quantity: false,
        caps,
        categories: Vec::new(),
        ways: vec![Way::Task],
        evidence: false,
        retired: false,
        narrowable: false,
        statistic: None,
    }
}
