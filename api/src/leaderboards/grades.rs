//! Grades (等次) and colours: given in the township, among all its counted members, whatever page is
//! asked and whoever asks (S0-8, S4-3).

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use serde::Serialize;
use utoipa::ToSchema;
use xianfeng_domain::Points;
use xianfeng_domain::boards::{Grading, Ranked};
use xianfeng_domain::ids::MemberId;
use xianfeng_domain::organizations::OrganizationPath;
use xianfeng_domain::rulebook::{Colour, Grade, RuleBook};
use xianfeng_domain::time::{Day, Period};
use xianfeng_infra::boards::{Audience, Board, BoardQuery, BoardRow, Frozen, members_board};
use xianfeng_infra::db::{StoreResult, Tx};
use xianfeng_infra::{organizations, rulebooks, zeroings};

use super::asked::reference_day;

/// A grade on a row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct RowGradeOut {
    /// Stable code.
    pub code: String,
    /// Name for people.
    pub name: String,
}

impl From<&Grade> for RowGradeOut {
    fn from(grade: &Grade) -> Self {
        Self { code: grade.code.clone(), name: grade.name.clone() }
    }
}

/// Where a counted member stands.
#[derive(Clone, Debug)]
struct Place {
    rank: u32,
    total: Points,
    frozen: Option<Frozen>,
}

/// A township's whole board with the rule book in force there.
#[derive(Debug)]
pub(crate) struct TownshipGrades {
    pub(crate) book: Arc<RuleBook>,
    pub(crate) board: Board,
    pub(super) period: Period,
    places: HashMap<MemberId, Place>,
    /// Kept out of live grades by a veto (S0-12); an edition says so itself.
    kept_out: HashSet<MemberId>,
}

impl TownshipGrades {
    /// Those of the township around or at a path; none above the townships, and without a book.
    pub(crate) async fn load(
        tx: &Tx,
        path: &OrganizationPath,
        period: Period,
        today: Day,
    ) -> StoreResult<Option<Self>> {
        let Some(township) = organizations::township(tx, path).await? else { return Ok(None) };
        let book = rulebooks::effective(tx, &township.path, reference_day(period, today)).await?;
        let Some(book) = book else { return Ok(None) };
        // Everybody counts for the shares, seen by the asker or not.
        let audience = Audience::NeedToKnow;
        let query = BoardQuery { organization: township.path, period, category: None, audience };
        let board = members_board(tx, &query, today).await?;
        // An edition's grades are by the version that it was closed under.
        let closed_under = board.edition.as_ref().map(|shown| shown.stored.edition.rule_book);
        let closed_under = match closed_under {
            Some(id) => rulebooks::find(tx, id).await?,
            None => None,
        };
        let place = |row: &Ranked<BoardRow>| Place { rank: row.rank, total: row.total, frozen: row.row.frozen.clone() };
        let places: HashMap<_, _> = board.rows.iter().map(|row| (row.row.member, place(row))).collect();
        let kept_out = if board.edition.is_some() {
            HashSet::new()
        } else {
            zeroings::kept_out(tx, places.keys().copied(), reference_day(period, today)).await?
        };
        Ok(Some(Self { book: closed_under.unwrap_or(book.book), board, period, places, kept_out }))
    }

    fn grading(&self) -> Grading<'_> {
        Grading::of(&self.book, self.period.kind(), &self.board.rows)
    }

    fn place(&self, member: MemberId) -> Option<&Place> {
        self.places.get(&member).filter(|_| !self.kept_out.contains(&member))
    }

    /// The grade of a member; none for who is not counted, or kept out. That of a closed period is frozen.
    pub(crate) fn grade(&self, member: MemberId) -> Option<&Grade> {
        let place = self.place(member)?;
        match &place.frozen {
            Some(frozen) => self.book.grades.iter().find(|grade| Some(&grade.code) == frozen.grade.as_ref()),
            None => self.grading().grade(place.rank, place.total),
        }
    }

    /// The colour of a member; none for who is not counted, or kept out.
    pub(crate) fn colour(&self, member: MemberId) -> Option<&Colour> {
        let place = self.place(member)?;
        match &place.frozen {
            Some(frozen) => {
                let colours = &self.book.colours.as_ref()?.colours;
                colours.iter().find(|colour| Some(&colour.code) == frozen.colour.as_ref())
            }
            None => self.grading().colour(place.rank, place.total),
        }
    }
}

/// What of the grades a caller is shown: everybody's on the township's board; on a branch's
/// everybody's for need-to-know, else the own.
#[derive(Debug)]
pub(super) struct ShownGrades {
    grades: Option<TownshipGrades>,
    all: bool,
    own: Option<MemberId>,
}

impl ShownGrades {
    /// Those on the board that a query asks for.
    pub(super) async fn load(tx: &Tx, query: &BoardQuery, own: Option<MemberId>, today: Day) -> StoreResult<Self> {
        let grades = TownshipGrades::load(tx, &query.organization, query.period, today).await?;
        let township = organizations::township(tx, &query.organization).await?;
        let is_townships = township.is_some_and(|township| township.path == query.organization);
        Ok(Self { grades, all: is_townships || query.audience == Audience::NeedToKnow, own })
    }

    /// The grade to show on a member's row.
    pub(super) fn of(&self, member: MemberId) -> Option<RowGradeOut> {
        let shown = self.all || self.own == Some(member);
        self.grades.as_ref().filter(|_| shown)?.grade(member).map(RowGradeOut::from)
    }
}
