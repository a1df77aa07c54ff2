use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::ids::{MemberId, OrganizationId, PersonId};
use crate::members::Standing;
use crate::organizations::OrganizationKind;
use crate::rulebook::{Category, samples};
use crate::time::PeriodKind;

const CATEGORIES: [&str; 5] = ["ordinary", "hardship", "aged", "both", "unknown"];

/// A book with an ordinary, a sensitive and an exempt category, and one that is both.
fn book() -> RuleBook {
    let category = |code: &str, sensitive, exempt| Category {
        code: code.to_owned(),
        name: code.to_owned(),
        exempt,
        sensitive,
        report_due: false,
        hints: Vec::new(),
    };
    let categories = vec![
        category("ordinary", false, false),
        category("hardship", true, false),
        category("aged", false, true),
        category("both", true, true),
    ];
    RuleBook { categories, ..samples::book(PeriodKind::Quarter, Vec::new()) }
}

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn member(category: &str, exempt: bool, left_on: Option<Day>) -> Member {
    let branch = OrganizationId(Uuid::from_u128(2));
    Member {
        id: MemberId(Uuid::from_u128(1)),
        person: PersonId(Uuid::from_u128(3)),
        name: "蒋永嘉".to_owned(),
        township: OrganizationId(Uuid::from_u128(4)),
        joined_on: day("2000-07-01"),
        probationary: false,
        roster_order: 1,
        left_on,
        version: 1,
        standing: Standing {
            branch,
            branch_path: OrganizationPath::root(branch),
            branch_name: "甲村党支部".to_owned(),
            category: category.to_owned(),
            exempt,
            from: day("2000-07-01"),
        },
    }
}

/// Invariant 11, S2-7: the whole table, every case of it. Only one way leads to a name.
#[test]
fn one_way_leads_to_a_name_and_what_is_not_known_is_hidden() {
    let (book, today) = (book(), day("2024-03-05"));
    let days = [None, Some(day("2024-03-06")), Some(today), Some(day("2024-03-04"))];
    let (mut hidden, mut named, mut all) = (0, 0, 0);
    for sensitive in [false, true] {
        for known in [Some(&book), None] {
            let place = Place { sensitive, book: known };
            for category in CATEGORIES {
                let kept = sensitive || known.is_none() || ["hardship", "both", "unknown"].contains(&category);
                assert_eq!(place.hides(category), kept, "{sensitive} {} {category}", known.is_some());
                for exempt in [false, true] {
                    for left_on in days {
                        let gone = left_on.is_some_and(|left_on| left_on <= today);
                        let shown = !kept && !gone && !exempt && category == "ordinary";
                        let names = place.names(&member(category, exempt, left_on), today);
                        assert_eq!(names, shown, "{sensitive} {} {category} {exempt} {left_on:?}", known.is_some());
                        assert!(!(names && place.hides(category)), "nobody is named who is hidden");
                        (hidden, named, all) = (hidden + usize::from(kept), named + usize::from(names), all + 1);
                    }
                }
            }
        }
    }
    assert_eq!((hidden, named, all), (144, 2, 160));
}

fn organization(ids: &[u128], sensitive: bool) -> Organization {
    let id = |id: &u128| OrganizationId(Uuid::from_u128(*id));
    let mut path = OrganizationPath::root(id(&ids[0]));
    for below in &ids[1..] {
        path = path.child(id(below));
    }
    Organization {
        id: id(ids.last().unwrap()),
        parent: None,
        path,
        kind: OrganizationKind::Village,
        name: "党支部".to_owned(),
        position: 0,
        sensitive,
        full_names_basis: None,
        publication_approved: false,
        version: 1,
    }
}

/// A tree of a township with three branches that have three below each.
fn tree(sensitive: &[bool]) -> Vec<Organization> {
    let mut paths = vec![vec![1]];
    for branch in 2..5u128 {
        paths.push(vec![1, branch]);
        paths.extend((0..3).map(|below| vec![1, branch, branch * 10 + below]));
    }
    paths.iter().zip(sensitive).map(|(path, sensitive)| organization(path, *sensitive)).collect()
}

proptest! {
    /// Invariant 11: with all below, in whatever order they come, and by each of the three questions alike.
    #[test]
    fn what_is_sensitive_takes_all_below_with_it(marks in prop::collection::vec(any::<bool>(), 13), back in any::<bool>()) {
        let mut all = tree(&marks);
        if back {
            all.reverse();
        }
        let open = open_of(all.clone());
        for one in &all {
            let on_path: Vec<Organization> =
                all.iter().filter(|above| above.path.covers(&one.path)).cloned().collect();
            let hidden = is_sensitive(&on_path);
            prop_assert_eq!(hidden, is_below_sensitive(&one.path, &all));
            prop_assert_eq!(hidden, !open.iter().any(|open| open.id == one.id));
        }
    }
}

#[test]
fn a_path_that_nobody_knows_is_hidden() {
    assert!(is_sensitive(&[]));
    assert!(!is_sensitive(&[organization(&[1], false)]));
}
