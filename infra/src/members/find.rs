//! Reading members as they stand on a day.

use std::collections::HashMap;

use sea_orm::sea_query::{Alias, Cond, Expr, ExprTrait, Order, Query, SelectStatement};
use sea_orm::{ConnectionTrait, FromQueryResult};
use uuid::Uuid;
use xianfeng_domain::access::Reach;
use xianfeng_domain::ids::{MemberId, OrganizationId, PersonId};
use xianfeng_domain::members::{Member, Standing};
use xianfeng_domain::organizations::OrganizationPath;
use xianfeng_domain::roster::Known;
use xianfeng_domain::time::{Day, Period};

use super::exempt::exempt_on;
use super::persons::{birth, sex};
use crate::db::{StoreError, StoreResult, Tx};
use crate::privacy::Vault;

/// What to list.
#[derive(Clone, Debug, Default)]
pub struct MemberFilter {
    /// In an organization and what lies below.
    pub organization: Option<OrganizationPath>,
    /// Of a category.
    pub category: Option<String>,
    /// Whose name holds this.
    pub name: Option<String>,
    /// After this place in the roster.
    pub after: Option<(i64, MemberId)>,
    /// At most so many.
    pub limit: Option<u64>,
}

#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
    person_id: Uuid,
    township_id: Uuid,
    joined_on: Day,
    probationary: bool,
    roster_order: i64,
    left_on: Option<Day>,
    version: i64,
    name: String,
    branch_id: Uuid,
    branch_path: String,
    branch_name: String,
    category: String,
    exempt: bool,
    from_day: Day,
}

pub(crate) fn of(table: &'static str, column: &'static str) -> (Alias, Alias) {
    (Alias::new(table), Alias::new(column))
}

pub(crate) fn col(table: &'static str, column: &'static str) -> Expr {
    Expr::col(of(table, column))
}

/// Members `m` with their person `p`, membership `s` and branch `o`, exempt or not as of a day.
pub(crate) fn select(day: Day) -> SelectStatement {
    select_with(exempt_on(day))
}

fn select_with(exempt: Expr) -> SelectStatement {
    let mut select = Query::select();
    for (table, column) in [
        ("m", "id"),
        ("m", "person_id"),
        ("m", "township_id"),
        ("m", "joined_on"),
        ("m", "probationary"),
        ("m", "roster_order"),
        ("m", "left_on"),
        ("m", "version"),
        ("p", "name"),
        ("s", "branch_id"),
        ("s", "category"),
        ("s", "from_day"),
    ] {
        select.column(of(table, column));
    }
    select
        .expr_as(exempt, Alias::new("exempt"))
        .expr_as(col("o", "path"), Alias::new("branch_path"))
        .expr_as(col("o", "name"), Alias::new("branch_name"))
        .from_as(Alias::new("members"), Alias::new("m"))
        .inner_join_as("persons", "p", col("p", "id").eq(col("m", "person_id")))
        .inner_join_as("memberships", "s", col("s", "member_id").eq(col("m", "id")))
        .inner_join_as("organizations", "o", col("o", "id").eq(col("s", "branch_id")))
        .order_by(of("m", "roster_order"), Order::Asc)
        .order_by(of("m", "id"), Order::Asc);
    select
}

trait JoinAs {
    fn inner_join_as(&mut self, table: &'static str, alias: &'static str, on: Expr) -> &mut Self;
}

impl JoinAs for SelectStatement {
    fn inner_join_as(&mut self, table: &'static str, alias: &'static str, on: Expr) -> &mut Self {
        self.join_as(sea_orm::JoinType::InnerJoin, Alias::new(table), Alias::new(alias), on)
    }
}

/// Memberships that hold a day.
pub(crate) fn on_day(day: Day) -> Cond {
    Cond::all()
        .add(col("s", "from_day").lte(day))
        .add(Cond::any().add(col("s", "to_day").is_null()).add(col("s", "to_day").gt(day)))
}

/// The day that decides where members stand for a period: its last, today while it runs.
pub(crate) fn reference_day(period: Period, today: Day) -> Day {
    std::cmp::Ord::clamp(today, period.start(), period.last_day())
}

/// The membership that says where a member stands for a period (invariant 8): that of the
/// period's last day, today while it runs, and of their last day for leavers.
pub(crate) fn for_period(period: Period, today: Day) -> Cond {
    let day = reference_day(period, today);
    let last_of_a_leaver = Cond::all()
        .add(col("s", "from_day").lte(day))
        .add(col("s", "to_day").eq(col("m", "left_on")))
        .add(col("m", "left_on").gt(period.start()))
        .add(col("m", "left_on").lte(day));
    Cond::any().add(on_day(day)).add(last_of_a_leaver)
}

pub(crate) fn under(reach: &Reach) -> Cond {
    if reach.is_empty() {
        return Cond::all().add(col("o", "path").eq(""));
    }
    let starts = |top: &OrganizationPath| col("o", "path").like(format!("{top}%"));
    reach.tops().iter().fold(Cond::any(), |any, top| any.add(starts(top)))
}

async fn run(tx: &Tx, select: &SelectStatement) -> StoreResult<Vec<Member>> {
    let rows = tx.conn().query_all(select).await?;
    rows.iter().map(|row| from_row(Row::from_query_result(row, "")?)).collect()
}

pub(crate) fn member(row: &sea_orm::QueryResult) -> StoreResult<Member> {
    from_row(Row::from_query_result(row, "")?)
}

/// Members within reach as they stand on a day, in roster order.
///
/// # Errors
/// The database's fault.
pub async fn list(tx: &Tx, reach: &Reach, day: Day, filter: &MemberFilter) -> StoreResult<Vec<Member>> {
    let mut select = select(day);
    select.cond_where(on_day(day)).cond_where(under(reach));
    if let Some(path) = &filter.organization {
        select.and_where(col("o", "path").like(format!("{path}%")));
    }
    if let Some(category) = &filter.category {
        select.and_where(col("s", "category").eq(category.as_str()));
    }
    if let Some(name) = &filter.name {
        let pattern = name.replace('!', "!!").replace('%', "!%").replace('_', "!_");
        let like = sea_orm::sea_query::LikeExpr::new(format!("%{pattern}%")).escape('!');
        select.and_where(col("p", "name").like(like));
    }
    if let Some((order, id)) = filter.after {
        let after = Cond::any()
            .add(col("m", "roster_order").gt(order))
            .add(Cond::all().add(col("m", "roster_order").eq(order)).add(col("m", "id").gt(id.0)));
        select.cond_where(after);
    }
    if let Some(limit) = filter.limit {
        select.limit(limit);
    }
    run(tx, &select).await
}

/// One member within reach as they stand on a day, or last stood.
///
/// # Errors
/// The database's fault.
pub async fn by_id(tx: &Tx, reach: &Reach, id: MemberId, day: Day) -> StoreResult<Option<Member>> {
    let mut select = select(day);
    select.cond_where(on_day_or_last(day)).cond_where(under(reach)).and_where(col("m", "id").eq(id.0));
    Ok(run(tx, &select).await?.pop())
}

/// The same for who writes the next membership: exempt only if the present one says so itself,
/// since a record beside it goes on by its own dates.
///
/// # Errors
/// The database's fault.
pub async fn by_id_to_move(tx: &Tx, reach: &Reach, id: MemberId, day: Day) -> StoreResult<Option<Member>> {
    let mut select = select_with(col("s", "exempt"));
    select.cond_where(on_day_or_last(day)).cond_where(under(reach)).and_where(col("m", "id").eq(id.0));
    Ok(run(tx, &select).await?.pop())
}

/// The names of members, present and past, for showing what the caller may see.
///
/// # Errors
/// The database's fault.
pub async fn names_of(tx: &Tx, ids: impl IntoIterator<Item = MemberId>) -> StoreResult<HashMap<MemberId, String>> {
    #[derive(FromQueryResult)]
    struct Named {
        id: Uuid,
        name: String,
    }
    let mut select = Query::select();
    select
        .column(of("m", "id"))
        .column(of("p", "name"))
        .from_as(Alias::new("members"), Alias::new("m"))
        .inner_join_as("persons", "p", col("p", "id").eq(col("m", "person_id")))
        .and_where(col("m", "id").is_in(ids.into_iter().map(|id| id.0)));
    let rows = tx.conn().query_all(&select).await?;
    let named = rows.iter().map(|row| Named::from_query_result(row, ""));
    named.map(|named| Ok(named.map(|named| (MemberId(named.id), named.name))?)).collect()
}

/// The persons of members, present and past, with their names.
///
/// # Errors
/// The database's fault.
pub async fn named_persons_of(
    tx: &Tx,
    ids: impl IntoIterator<Item = MemberId>,
) -> StoreResult<HashMap<MemberId, (PersonId, String)>> {
    #[derive(FromQueryResult)]
    struct Named {
        id: Uuid,
        person_id: Uuid,
        name: String,
    }
    let mut select = Query::select();
    select
        .columns([of("m", "id"), of("m", "person_id")])
        .column(of("p", "name"))
        .from_as(Alias::new("members"), Alias::new("m"))
        .inner_join_as("persons", "p", col("p", "id").eq(col("m", "person_id")))
        .and_where(col("m", "id").is_in(ids.into_iter().map(|id| id.0)));
    let rows = tx.conn().query_all(&select).await?;
    let named = rows.iter().map(|row| Named::from_query_result(row, ""));
    named.map(|named| Ok(named.map(|named| (MemberId(named.id), (PersonId(named.person_id), named.name)))?)).collect()
}

/// Members as they stand on a day, or last stood, whatever the reach: for names that belong to
/// something the caller may see already.
///
/// # Errors
/// The database's fault.
pub async fn by_ids(
    tx: &Tx,
    ids: impl IntoIterator<Item = MemberId>,
    day: Day,
) -> StoreResult<HashMap<MemberId, Member>> {
    let mut select = select(day);
    select.cond_where(on_day_or_last(day)).and_where(col("m", "id").is_in(ids.into_iter().map(|id| id.0)));
    Ok(run(tx, &select).await?.into_iter().map(|member| (member.id, member)).collect())
}

/// The ids of the members who stand within reach on a day, or last stood there, as a subquery.
pub(crate) fn ids_within(reach: &Reach, day: Day) -> SelectStatement {
    let mut select = Query::select();
    select
        .column(of("m", "id"))
        .from_as(Alias::new("members"), Alias::new("m"))
        .inner_join_as("memberships", "s", col("s", "member_id").eq(col("m", "id")))
        .inner_join_as("organizations", "o", col("o", "id").eq(col("s", "branch_id")))
        .cond_where(on_day_or_last(day))
        .cond_where(under(reach));
    select
}

/// Memberships that hold a day, and the last ones of who had left by then.
fn on_day_or_last(day: Day) -> Cond {
    let last = Cond::all().add(col("s", "to_day").eq(col("m", "left_on"))).add(col("m", "left_on").lte(day));
    Cond::any().add(on_day(day)).add(last)
}

/// The member that a person is on a day.
///
/// # Errors
/// The database's fault.
pub async fn of_person(tx: &Tx, person: PersonId, day: Day) -> StoreResult<Option<Member>> {
    let mut select = select(day);
    select.cond_where(on_day(day)).and_where(col("m", "person_id").eq(person.0));
    Ok(run(tx, &select).await?.pop())
}

/// The members that some persons are on a day; who is none then is absent. Whatever the reach, as
/// [`by_ids`].
///
/// # Errors
/// The database's fault.
pub async fn of_persons(
    tx: &Tx,
    persons: impl IntoIterator<Item = PersonId>,
    day: Day,
) -> StoreResult<HashMap<PersonId, Member>> {
    let mut select = select(day);
    select.cond_where(on_day(day)).and_where(col("m", "person_id").is_in(persons.into_iter().map(|id| id.0)));
    Ok(run(tx, &select).await?.into_iter().map(|member| (member.person, member)).collect())
}

/// Where members within reach stand for a period.
///
/// # Errors
/// The database's fault.
pub async fn standing_for_period(tx: &Tx, reach: &Reach, period: Period, today: Day) -> StoreResult<Vec<Member>> {
    let mut select = select(reference_day(period, today));
    select.cond_where(for_period(period, today)).cond_where(under(reach));
    run(tx, &select).await
}

/// The members of a township in the form that roster matching wants, in roster order.
///
/// # Errors
/// The database's fault.
pub async fn known(tx: &Tx, vault: &Vault, township: &OrganizationPath, day: Day) -> StoreResult<Vec<Known>> {
    #[derive(FromQueryResult)]
    struct Private {
        sex: Option<String>,
        birth_year: Option<i64>,
        birth_month: Option<i64>,
        phone_cipher: Option<Vec<u8>>,
        schooling: Option<String>,
        skills: Option<String>,
    }
    let mut select = select(day);
    for column in ["sex", "birth_year", "birth_month", "phone_cipher", "schooling", "skills"] {
        select.column(of("p", column));
    }
    select.cond_where(on_day(day)).cond_where(under(&Reach::under(township.clone())));
    let rows = tx.conn().query_all(&select).await?;
    let mut known = Vec::with_capacity(rows.len());
    for row in &rows {
        let member = member(row)?;
        let private = Private::from_query_result(row, "")?;
        let missing = || StoreError::corrupt(format!("member {} without sex or birth", member.id));
        known.push(Known {
            member: member.id,
            name: member.name.clone(),
            joined_on: member.joined_on,
            birth: birth(private.birth_year, private.birth_month)?.ok_or_else(missing)?,
            sex: private.sex.as_deref().map(sex).transpose()?.ok_or_else(missing)?,
            phone: private.phone_cipher.as_deref().map(|sealed| vault.open(sealed)).transpose()?,
            branch: member.standing.branch,
            category: member.standing.category,
            probationary: member.probationary,
            schooling: private.schooling,
            skills: private.skills,
        });
    }
    Ok(known)
}

fn from_row(row: Row) -> StoreResult<Member> {
    Ok(Member {
        id: MemberId(row.id),
        person: PersonId(row.person_id),
        name: row.name,
        township: OrganizationId(row.township_id),
        joined_on: row.joined_on,
        probationary: row.probationary,
        roster_order: row.roster_order,
        left_on: row.left_on,
        version: u64::try_from(row.version).unwrap_or_default(),
        standing: Standing {
            branch: OrganizationId(row.branch_id),
            branch_path: row.branch_path.parse().map_err(|_| StoreError::corrupt("a branch's path"))?,
            branch_name: row.branch_name,
            category: row.category,
            exempt: row.exempt,
            from: row.from_day,
        },
    })
}
