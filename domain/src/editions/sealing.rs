//! The hash of an edition, which anchors the members' chains (invariant 3).

use super::row::{EditionRow, Places};
use crate::Points;
use crate::ids::{ClosingId, EditionId, OrganizationId, RuleBookId};
use crate::ledger::{Digest, digest};
use crate::time::Period;

/// Names the encoding; another encoding gets another name and both stay verifiable.
const ENCODING: &str = "xianfeng-edition-1";

/// An edition without its rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edition {
    /// Its id.
    pub id: EditionId,
    /// The closing.
    pub closing: ClosingId,
    /// The township.
    pub township: OrganizationId,
    /// The period.
    pub period: Period,
    /// Its number, from 1.
    pub number: u32,
    /// The township's rule book on the period's last day.
    pub rule_book: RuleBookId,
    /// Why there is a next edition; none for the first.
    pub reason: Option<String>,
    /// The hash of the edition before; none for the first.
    pub previous: Option<Digest>,
}

/// The hash over everything that an edition says, in the order of its rows: the places, totals,
/// grades and the heads of the members' chains. Ids and codes only, never a name.
pub fn seal(edition: &Edition, rows: &[EditionRow]) -> Digest {
    let head: [Vec<u8>; 6] = [
        ENCODING.into(),
        edition.township.0.as_bytes().to_vec(),
        edition.period.to_string().into_bytes(),
        edition.number.to_be_bytes().to_vec(),
        edition.rule_book.0.as_bytes().to_vec(),
        edition.previous.map(Vec::from).unwrap_or_default(),
    ];
    let rows: Vec<Digest> = rows.iter().map(of_row).collect();
    digest(head.iter().map(Vec::as_slice).chain(rows.iter().map(Digest::as_slice)))
}

fn of_row(row: &EditionRow) -> Digest {
    let points = |points: Points| points.hundredths().to_be_bytes().to_vec();
    let text = |text: &Option<String>| text.clone().unwrap_or_default().into_bytes();
    let flag = |flag: bool| vec![u8::from(flag)];
    let fields: [Vec<u8>; 18] = [
        row.member.0.as_bytes().to_vec(),
        row.branch.0.as_bytes().to_vec(),
        row.branch_name.clone().into_bytes(),
        row.category.clone().into_bytes(),
        row.owner.0.as_bytes().to_vec(),
        row.roster_order.to_be_bytes().to_vec(),
        flag(row.exempt),
        flag(row.sensitive),
        flag(row.kept_out),
        points(row.total),
        points(row.additions),
        points(row.deductions),
        row.seq.to_be_bytes().to_vec(),
        row.hash.to_vec(),
        places(row.places),
        places(row.public),
        text(&row.grade),
        text(&row.colour),
    ];
    digest(fields.iter().map(Vec::as_slice))
}

fn places(places: Option<Places>) -> Vec<u8> {
    let numbers = places.map(|at| [at.number, at.rank, at.branch_number, at.branch_rank]);
    numbers.into_iter().flatten().flat_map(u32::to_be_bytes).collect()
}
