//! Random rule books.

use std::sync::Arc;

use proptest::prelude::*;
use xianfeng_domain::Points;
use xianfeng_domain::ledger::Books;
use xianfeng_domain::rulebook::{
    Base, Cap, Item, ItemKind, Joiners, LayerLimits, Leavers, Limit, Publicity, RuleBook, TieRule, Way,
};
use xianfeng_domain::time::PeriodKind;

use crate::naive::STEP;
use crate::{ITEMS, id};

/// A rule book: when it closes, whether additions count after a zeroing, and caps of each item in each
/// of two versions.
#[derive(Clone, Debug)]
pub struct Rules {
    pub unit: PeriodKind,
    pub additions_count: bool,
    pub caps: [[Vec<Cap>; ITEMS]; 2],
}

prop_compose! {
    fn caps()(
        points in prop::option::of((0usize..3, 2i64..14)), times in prop::option::of((0usize..3, 1u32..4)),
    ) -> Vec<Cap> {
        let points = points.map(|(per, most)| {
            Cap { per: PeriodKind::ALL[per], limit: Limit::Points(Points::from_hundredths(most * STEP)) }
        });
        let times = times.map(|(per, most)| Cap { per: PeriodKind::ALL[per], limit: Limit::Times(most) });
        points.into_iter().chain(times).collect()
    }
}

prop_compose! {
    pub fn rules()(
        monthly in any::<bool>(), additions_count in prop::bool::weighted(0.7), a in caps(), b in caps(), c in caps(),
        d in caps(),
    ) -> Rules {
        let unit = if monthly { PeriodKind::Month } else { PeriodKind::Quarter };
        Rules { unit, additions_count, caps: [[a, b], [c, d]] }
    }
}

fn book(rules: &Rules, version: usize) -> RuleBook {
    let item = |index: usize| Item {
        code: format!("item_{index}"),
        name: "项目".to_owned(),
        aspect: "方面".to_owned(),
        kind: ItemKind::Addition,
        min: Points::from_hundredths(STEP),
        max: Points::whole(100),
        unit: "次".to_owned(),
        by_quantity: false,
        caps: rules.caps[version][index].clone(),
        categories: Vec::new(),
        ways: vec![Way::Direct],
        evidence: false,
        retired: false,
        narrowable: false,
        statistic: None,
    };
    let base = Base {
        points: Points::ZERO,
        per: PeriodKind::Year,
        joiners: Joiners::Full,
        leavers: Leavers::Keep,
        by_category: Vec::new(),
    };
    RuleBook {
        name: "台账".to_owned(),
        closing_unit: rules.unit,
        cycle_start_month: 1,
        categories: Vec::new(),
        base,
        items: (0..ITEMS).map(item).collect(),
        grades: Vec::new(),
        grades_per: None,
        colours: None,
        settlement: None,
        consequences: Vec::new(),
        candidacy: None,
        publicity: Publicity { days_to_object: 7 },
        additions_after_zeroing: rules.additions_count,
        ties: TieRule::Skip,
        organizations_in_scope: Vec::new(),
        below: LayerLimits::default(),
    }
}

pub fn books(rules: &[Rules; 2]) -> Books {
    let mut books = Books::new();
    for (owner, own) in rules.iter().enumerate() {
        for version in 0..2 {
            books.insert(id(1 + 2 * owner as u128 + version as u128), Arc::new(book(own, version)));
        }
    }
    books
}
