//! Who has read a content, and who of its audience has not: counted and paged by the database, members away first.

use chrono::{DateTime, Utc};
use sea_orm::sea_query::{Alias, CaseStatement, Cond, Expr, ExprTrait, OnConflict, Order, Query, SelectStatement};
use sea_orm::{ActiveValue, ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, JoinType, QueryFilter};
use std::collections::{BTreeSet, HashMap};
use uuid::Uuid;
use xianfeng_domain::access::Reach;
use xianfeng_domain::contents::Content;
use xianfeng_domain::ids::{ContentId, MemberId, PersonId};
use xianfeng_domain::time::Day;

use crate::db::{Moment, StoreResult, Tx};
use crate::entities::content_receipts::{ActiveModel, Column, Entity};
use crate::members::{col, of, on_day, under};

/// How many of the audience have read, by today's roster.
#[derive(Clone, Copy, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Counts {
    /// How many it is for.
    pub audience: i64,
    /// How many of them have read it.
    pub had: i64,
    /// How many of them have answered.
    pub answered: i64,
}

/// A member of the audience.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt {
    /// The member.
    pub member: MemberId,
    /// The name.
    pub name: String,
    /// The branch's name.
    pub branch: String,
    /// Away today?
    pub away: bool,
    /// The place in the roster.
    pub order: i64,
    /// When the member read it first.
    pub read_at: Option<DateTime<Utc>>,
    /// What the member answered.
    pub answer: Option<String>,
}

/// A member's own receipt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Own {
    /// When the member read it first.
    pub read_at: DateTime<Utc>,
    /// What the member answered.
    pub answer: Option<String>,
}

#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
    name: String,
    branch: String,
    home: i64,
    roster_order: i64,
    read_at: Option<Moment>,
    answer: Option<String>,
}

/// Writes that a member has read a content; whoever repeats it changes nothing.
///
/// # Errors
/// The database's fault.
pub async fn mark_read(tx: &Tx, content: ContentId, member: MemberId, now: DateTime<Utc>) -> StoreResult<()> {
    // The key onto itself: both databases know this form of doing nothing.
    let nothing = OnConflict::columns([Column::ContentId, Column::MemberId]).update_column(Column::MemberId).to_owned();
    let row = ActiveModel {
        content_id: ActiveValue::Set(content.0),
        member_id: ActiveValue::Set(member.0),
        read_at: ActiveValue::Set(now.into()),
        answer: ActiveValue::Set(None),
        answered_at: ActiveValue::Set(None),
    };
    Entity::insert(row).on_conflict(nothing).exec_without_returning(tx.conn()).await?;
    Ok(())
}

/// Writes what a member who has read a content answers; the last answer holds.
///
/// # Errors
/// The database's fault.
pub async fn answer(
    tx: &Tx,
    content: ContentId,
    member: MemberId,
    answer: &str,
    now: DateTime<Utc>,
) -> StoreResult<()> {
    Entity::update_many()
        .col_expr(Column::Answer, Expr::value(answer))
        .col_expr(Column::AnsweredAt, Expr::value(Moment::from(now)))
        .filter(Column::ContentId.eq(content.0))
        .filter(Column::MemberId.eq(member.0))
        .exec(tx.conn())
        .await?;
    Ok(())
}

/// A member's receipts of some contents.
///
/// # Errors
/// The database's fault.
pub async fn own(tx: &Tx, member: MemberId, contents: &[ContentId]) -> StoreResult<HashMap<ContentId, Own>> {
    let rows = Entity::find()
        .filter(Column::MemberId.eq(member.0))
        .filter(Column::ContentId.is_in(contents.iter().map(|content| content.0)))
        .all(tx.conn())
        .await?;
    let own = rows
        .into_iter()
        .map(|row| (ContentId(row.content_id), Own { read_at: row.read_at.into(), answer: row.answer }));
    Ok(own.collect())
}

/// The members for whom a content is on a day: `m`, with membership `s`, branch `o`, the time away `a` that they are
/// in, and their receipt `r`.
fn for_content(content: &Content, day: Day) -> SelectStatement {
    let mut select = Query::select();
    let away =
        col("a", "member_id").eq(col("m", "id")).and(col("a", "back_on").is_null()).and(col("a", "from_day").lte(day));
    let read = col("r", "member_id").eq(col("m", "id")).and(col("r", "content_id").eq(content.id.0));
    select
        .from_as(Alias::new("members"), Alias::new("m"))
        .join_as(
            JoinType::InnerJoin,
            Alias::new("memberships"),
            Alias::new("s"),
            col("s", "member_id").eq(col("m", "id")),
        )
        .join_as(
            JoinType::InnerJoin,
            Alias::new("organizations"),
            Alias::new("o"),
            col("o", "id").eq(col("s", "branch_id")),
        )
        .join_as(JoinType::LeftJoin, Alias::new("aways"), Alias::new("a"), away)
        .join_as(JoinType::LeftJoin, Alias::new("content_receipts"), Alias::new("r"), read)
        .cond_where(on_day(day))
        .and_where(col("o", "path").like(format!("{}%", content.path)));
    if !content.audience.categories.is_empty() {
        select.and_where(col("s", "category").is_in(content.audience.categories.iter().map(String::as_str)));
    }
    if content.audience.away_only {
        select.and_where(col("a", "id").is_not_null());
    }
    select
}

/// How many of the audience within reach have read.
///
/// # Errors
/// The database's fault.
pub async fn counts(tx: &Tx, reach: &Reach, content: &Content, day: Day) -> StoreResult<Counts> {
    let mut select = for_content(content, day);
    select
        .cond_where(under(reach))
        .expr_as(col("m", "id").count(), Alias::new("audience"))
        .expr_as(col("r", "member_id").count(), Alias::new("had"))
        .expr_as(col("r", "answer").count(), Alias::new("answered"));
    let row = tx.conn().query_one(&select).await?;
    let counts = row.map(|row| Counts::from_query_result(&row, "")).transpose()?;
    Ok(counts.unwrap_or(Counts { audience: 0, had: 0, answered: 0 }))
}

/// Those of the audience within reach who have read, or who have not, after a place: members away first, then by the roster. The
/// place is whether at home, the roster's order, and the member.
///
/// # Errors
/// The database's fault.
pub async fn page(
    tx: &Tx,
    reach: &Reach,
    content: &Content,
    day: Day,
    read: bool,
    after: Option<(bool, i64, MemberId)>,
    limit: u64,
) -> StoreResult<Vec<Receipt>> {
    let home = || -> Expr { CaseStatement::new().case(col("a", "id").is_null(), 1).finally(0).into() };
    let mut select = for_content(content, day);
    select
        .cond_where(under(reach))
        .column(of("m", "id"))
        .column(of("m", "roster_order"))
        .column(of("p", "name"))
        .expr_as(col("o", "name"), Alias::new("branch"))
        .expr_as(home(), Alias::new("home"))
        .column(of("r", "read_at"))
        .column(of("r", "answer"))
        .join_as(JoinType::InnerJoin, Alias::new("persons"), Alias::new("p"), col("p", "id").eq(col("m", "person_id")))
        .and_where(if read { col("r", "member_id").is_not_null() } else { col("r", "member_id").is_null() })
        .order_by_expr(home(), Order::Asc)
        .order_by(of("m", "roster_order"), Order::Asc)
        .order_by(of("m", "id"), Order::Asc)
        .limit(limit);
    if let Some((at_home, order, id)) = after {
        let at_home = i64::from(at_home);
        let further = Cond::any()
            .add(col("m", "roster_order").gt(order))
            .add(Cond::all().add(col("m", "roster_order").eq(order)).add(col("m", "id").gt(id.0)));
        select.cond_where(Cond::any().add(home().gt(at_home)).add(Cond::all().add(home().eq(at_home)).add(further)));
    }
    let rows = tx.conn().query_all(&select).await?;
    let receipt = |row: Row| Receipt {
        member: MemberId(row.id),
        name: row.name,
        branch: row.branch,
        away: row.home == 0,
        order: row.roster_order,
        read_at: row.read_at.map(Into::into),
        answer: row.answer,
    };
    rows.iter().map(|row| Ok(receipt(Row::from_query_result(row, "")?))).collect()
}

/// The persons for whom a content is on a day; only those who have not read it where asked for.
///
/// # Errors
/// The database's fault.
pub async fn audience(tx: &Tx, content: &Content, day: Day, unread: bool) -> StoreResult<BTreeSet<PersonId>> {
    #[derive(FromQueryResult)]
    struct Of {
        person_id: Uuid,
    }
    let mut select = for_content(content, day);
    select.column(of("m", "person_id"));
    if unread {
        select.and_where(col("r", "member_id").is_null());
    }
    let rows = tx.conn().query_all(&select).await?;
    rows.iter().map(|row| Ok(PersonId(Of::from_query_result(row, "")?.person_id))).collect()
}
