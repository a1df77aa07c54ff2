//! May a deed be entered under an item in this way, and what is it worth? One answer for every flow:
//! direct entries, declarations, meetings, dues, posts.

use super::RuleBook;
use super::item::{Item, ItemKind, Way};
use crate::{Points, Quantity};

/// Why a deed cannot be entered under an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EnterRefusal {
    /// The book has no such item, or it is not in use any more.
    #[error("no such item in use")]
    NoSuchItem,
    /// The item is entered in other ways.
    #[error("the item is not entered in this way")]
    NotThisWay,
    /// A zeroing or veto is decided, not entered as a deed.
    #[error("a zeroing or veto is no deed")]
    NoDeed,
    /// The item is for other categories of members.
    #[error("the item is for other categories")]
    NotForCategory,
    /// The item is worth a range, so that somebody must say how much.
    #[error("the points are needed, from {min} to {max}")]
    PointsNeeded {
        /// The least.
        min: Points,
        /// The most.
        max: Points,
    },
    /// The points lie outside what one unit may be worth.
    #[error("the points must lie within {min} and {max}")]
    PointsOutside {
        /// The least.
        min: Points,
        /// The most.
        max: Points,
    },
    /// The item is worth so many points a unit, so that somebody must say how many units.
    #[error("the quantity is needed")]
    QuantityNeeded,
    /// The quantity counts another unit than the item is worth points for.
    #[error("the quantity has another unit than the item")]
    OtherUnit,
    /// More points than one entry may hold.
    #[error("more points than one entry may hold")]
    TooMuch,
}

/// The item and what the deed is worth before caps, without a sign.
///
/// `category` is the member's on the day of the deed, `points` what one unit of it is worth (may be
/// left out where the amount is fixed), `quantity` how much was done. Only where the item says so
/// does the quantity multiply (S2-2: 11 repairs at 3 are 33); elsewhere it is a mere fact.
///
/// # Errors
/// See [`EnterRefusal`].
pub fn enter<'a>(
    book: &'a RuleBook,
    code: &str,
    way: Way,
    category: &str,
    points: Option<Points>,
    quantity: Option<&Quantity>,
) -> Result<(&'a Item, Points), EnterRefusal> {
    let item = book.item(code).filter(|item| !item.retired).ok_or(EnterRefusal::NoSuchItem)?;
    if matches!(item.kind, ItemKind::Zeroing | ItemKind::Veto) {
        return Err(EnterRefusal::NoDeed);
    }
    if !item.may_enter(way) {
        return Err(EnterRefusal::NotThisWay);
    }
    if !item.is_for(category) {
        return Err(EnterRefusal::NotForCategory);
    }
    let (min, max) = (item.min, item.max);
    let each = match points {
        None if min == max => min,
        None => return Err(EnterRefusal::PointsNeeded { min, max }),
        Some(points) if item.allows(points) => points,
        Some(_) => return Err(EnterRefusal::PointsOutside { min, max }),
    };
    let worth = match (item.by_quantity, quantity) {
        (false, _) => each,
        (true, None) => return Err(EnterRefusal::QuantityNeeded),
        (true, Some(quantity)) if quantity.unit() != item.unit => return Err(EnterRefusal::OtherUnit),
        (true, Some(quantity)) => quantity.worth(each),
    };
    if worth > Points::LIMIT { Err(EnterRefusal::TooMuch) } else { Ok((item, worth)) }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::rulebook::{Base, Joiners, LayerLimits, Leavers, Publicity, TieRule};
    use crate::time::PeriodKind;

    fn item(code: &str, kind: ItemKind, points: (i32, i32)) -> Item {
        Item {
            code: code.to_owned(),
            name: code.to_owned(),
            aspect: "party".to_owned(),
            kind,
            min: Points::whole(points.0),
            max: Points::whole(points.1),
            unit: "次".to_owned(),
            by_quantity: false,
            caps: Vec::new(),
            categories: Vec::new(),
            ways: vec![Way::Direct],
            evidence: false,
            retired: false,
            narrowable: true,
            statistic: None,
        }
    }

    pub(in crate::rulebook) fn book() -> RuleBook {
        let repair = Item { by_quantity: true, ..item("repair", ItemKind::Addition, (3, 3)) };
        let young = Item { categories: vec!["ordinary".to_owned()], ..item("young", ItemKind::Addition, (1, 1)) };
        let old = Item { retired: true, ..item("old", ItemKind::Addition, (1, 1)) };
        let task = Item { ways: vec![Way::Task], ..item("task", ItemKind::Addition, (1, 1)) };
        let base = Base {
            points: Points::ZERO,
            per: PeriodKind::Year,
            joiners: Joiners::Full,
            leavers: Leavers::Keep,
            by_category: Vec::new(),
        };
        RuleBook {
            name: "book".to_owned(),
            closing_unit: PeriodKind::Quarter,
            cycle_start_month: 1,
            categories: Vec::new(),
            base,
            items: vec![
                item("snow", ItemKind::Addition, (1, 1)),
                item("fine", ItemKind::Deduction, (2, 10)),
                item("zero", ItemKind::Zeroing, (0, 0)),
                repair,
                young,
                old,
                task,
            ],
            grades: Vec::new(),
            grades_per: None,
            colours: None,
            settlement: None,
            consequences: Vec::new(),
            candidacy: None,
            publicity: Publicity { days_to_object: 5 },
            additions_after_zeroing: true,
            ties: TieRule::Skip,
            organizations_in_scope: Vec::new(),
            below: LayerLimits::default(),
        }
    }

    fn worth(code: &str, points: Option<i32>, quantity: Option<Quantity>) -> Result<Points, EnterRefusal> {
        let points = points.map(Points::whole);
        enter(&book(), code, Way::Direct, "aged", points, quantity.as_ref()).map(|(_, points)| points)
    }

    /// S2-2: snow is 1 for each; eleven repairs at 3 are 33.
    #[test]
    fn a_quantity_multiplies_where_the_item_says_so() {
        let times = |hundredths| Quantity::new(hundredths, "次");
        assert_eq!(worth("snow", None, None), Ok(Points::whole(1)));
        assert_eq!(worth("snow", Some(1), times(500)), Ok(Points::whole(1)));
        assert_eq!(worth("repair", None, times(1_100)), Ok(Points::whole(33)));
        assert_eq!(worth("repair", None, None), Err(EnterRefusal::QuantityNeeded));
        assert_eq!(worth("repair", None, Quantity::new(100, "吨")), Err(EnterRefusal::OtherUnit));
        assert_eq!(worth("repair", None, times(Quantity::MOST_HUNDREDTHS)), Err(EnterRefusal::TooMuch));
    }

    #[test]
    fn a_range_wants_points_inside_it() {
        let (min, max) = (Points::whole(2), Points::whole(10));
        assert_eq!(worth("fine", Some(4), None), Ok(Points::whole(4)));
        assert_eq!(worth("fine", None, None), Err(EnterRefusal::PointsNeeded { min, max }));
        assert_eq!(worth("fine", Some(11), None), Err(EnterRefusal::PointsOutside { min, max }));
        assert_eq!(worth("fine", Some(-4), None), Err(EnterRefusal::PointsOutside { min, max }));
    }

    #[test]
    fn what_the_book_does_not_know_is_refused() {
        assert_eq!(worth("nothing", None, None), Err(EnterRefusal::NoSuchItem));
        assert_eq!(worth("old", None, None), Err(EnterRefusal::NoSuchItem));
        assert_eq!(worth("task", None, None), Err(EnterRefusal::NotThisWay));
        assert_eq!(worth("zero", None, None), Err(EnterRefusal::NoDeed));
        assert_eq!(worth("young", None, None), Err(EnterRefusal::NotForCategory));
    }
}
