//! Ranks, numbers, grades and colours of an edition: the same rules as on every board.

use std::collections::{BTreeMap, HashMap};

use super::row::{EditionRow, Places};
use crate::boards::{Grading, rank};
use crate::ids::{MemberId, OrganizationId};
use crate::rulebook::RuleBook;
use crate::time::PeriodKind;

/// Gives every row its places, grade and colour anew, under the township's rule book, and puts the
/// rows in the order of the list: best first, then in roster order those who have no place. Grades
/// are given among all who count, sensitive ones included; a veto keeps out of them (S0-12).
pub fn place(mut rows: Vec<EditionRow>, book: &RuleBook, kind: PeriodKind) -> Vec<EditionRow> {
    let all = places(&rows, book, |row| !row.exempt);
    let public = places(&rows, book, |row| !row.exempt && !row.sensitive);
    let counted = rows.iter().filter(|row| !row.exempt);
    let board = rank(counted, book.ties, |row| row.total, |row| (row.roster_order, row.member));
    let grading = Grading::of(book, kind, &board);
    let mut grades: HashMap<MemberId, (Option<String>, Option<String>)> = HashMap::new();
    for row in board.iter().filter(|row| !row.row.kept_out) {
        let grade = grading.grade(row.rank, row.total).map(|grade| grade.code.clone());
        let colour = grading.colour(row.rank, row.total).map(|colour| colour.code.clone());
        grades.insert(row.row.member, (grade, colour));
    }
    for row in &mut rows {
        row.places = all.get(&row.member).copied();
        row.public = public.get(&row.member).copied();
        (row.grade, row.colour) = grades.remove(&row.member).unwrap_or_default();
    }
    let order = |row: &EditionRow| (row.places.map_or(u32::MAX, |places| places.number), row.roster_order, row.member);
    rows.sort_unstable_by_key(order);
    rows
}

/// The places of the rows that a list holds.
fn places(rows: &[EditionRow], book: &RuleBook, lists: impl Fn(&&EditionRow) -> bool) -> HashMap<MemberId, Places> {
    let ranked = |rows: Vec<&EditionRow>| -> Vec<(MemberId, u32, u32)> {
        let ranked = rank(rows, book.ties, |row| row.total, |row| (row.roster_order, row.member));
        (1u32..).zip(ranked).map(|(number, row)| (row.row.member, number, row.rank)).collect()
    };
    let mut branches: BTreeMap<OrganizationId, Vec<&EditionRow>> = BTreeMap::new();
    for row in rows.iter().filter(&lists) {
        branches.entry(row.branch).or_default().push(row);
    }
    let in_branch: HashMap<MemberId, (u32, u32)> =
        branches.into_values().flat_map(ranked).map(|(member, number, rank)| (member, (number, rank))).collect();
    let of_all = ranked(rows.iter().filter(&lists).collect());
    let places = of_all.into_iter().filter_map(|(member, number, rank)| {
        let (branch_number, branch_rank) = *in_branch.get(&member)?;
        Some((member, Places { number, rank, branch_number, branch_rank }))
    });
    places.collect()
}
