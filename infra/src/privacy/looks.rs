//! Who looked at a person's data: the lines of the audit log about it.

use sea_orm::sea_query::{Alias, Expr, ExprTrait, Query, SelectStatement};
use sea_orm::{ColumnTrait, Condition, EntityTrait, Order, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;
use xianfeng_domain::ids::PersonId;
use xianfeng_domain::organizations::OrganizationPath;

use super::rows_of::memberships;
use crate::audit::Line;
use crate::db::{StoreResult, Tx};
use crate::entities::audit_log::{Column, Entity};

/// Which lines are asked for.
#[derive(Clone, Debug)]
pub struct LooksAsked<'a> {
    /// Whose data.
    pub person: PersonId,
    /// The branch, if the person is in one: lists over it or over what lies above show the person, too.
    pub branch: Option<&'a OrganizationPath>,
    /// The actions that are looks at one person's thing.
    pub single: &'a [&'a str],
    /// The actions that are looks at lists of many.
    pub lists: &'a [&'a str],
    /// Before this one (ids sort by time).
    pub before: Option<Uuid>,
    /// At most so many.
    pub limit: u64,
}

/// The looks of others at a person's data, the newest first.
///
/// # Errors
/// The database's fault.
pub async fn page(tx: &Tx, asked: &LooksAsked<'_>) -> StoreResult<Vec<Line>> {
    let person = asked.person;
    let theirs = Condition::any()
        .add(Column::SubjectId.eq(person.0))
        .add(Column::SubjectId.in_subquery(memberships(person)))
        .add(Column::SubjectId.in_subquery(of_member("claims", person)))
        .add(Column::SubjectId.in_subquery(of_member("declarations", person)))
        .add(Column::SubjectId.in_subquery(of_member("post_holdings", person)))
        .add(Column::SubjectId.in_subquery(photos(person)))
        .add(Column::SubjectId.in_subquery(cases(person)));
    let mut looks = Condition::any()
        .add(Condition::all().add(theirs).add(Column::Action.is_in(asked.single.iter().chain(asked.lists).copied())));
    if let Some(branch) = asked.branch {
        let mut above = vec![branch.clone()];
        while let Some(parent) = above.last().and_then(OrganizationPath::parent) {
            above.push(parent);
        }
        let over = Column::OrganizationPath.is_in(above.iter().map(OrganizationPath::as_str));
        looks = looks.add(Condition::all().add(over).add(Column::Action.is_in(asked.lists.iter().copied())));
    }
    let mut query = Entity::find()
        .filter(looks)
        .filter(Column::PersonId.is_null().or(Column::PersonId.ne(person.0)))
        .order_by(Column::Id, Order::Desc)
        .limit(asked.limit);
    if let Some(before) = asked.before {
        query = query.filter(Column::Id.lt(before));
    }
    Ok(query.all(tx.conn()).await?.into_iter().map(Into::into).collect())
}

fn of_member(table: &'static str, person: PersonId) -> SelectStatement {
    Query::select()
        .column(Alias::new("id"))
        .from(Alias::new(table))
        .and_where(Expr::col(Alias::new("member_id")).in_subquery(memberships(person)))
        .to_owned()
}

fn photos(person: PersonId) -> SelectStatement {
    let of_claim = Expr::col(Alias::new("claim_id")).in_subquery(of_member("claims", person));
    let of_declaration = Expr::col(Alias::new("declaration_id")).in_subquery(of_member("declarations", person));
    let of_card = Expr::col(Alias::new("contact_card_id")).in_subquery(of_member("post_holdings", person));
    Query::select()
        .column(Alias::new("id"))
        .from(Alias::new("files"))
        .and_where(of_claim.or(of_declaration).or(of_card))
        .to_owned()
}

fn cases(person: PersonId) -> SelectStatement {
    Query::select()
        .column(Alias::new("id"))
        .from(Alias::new("help_cases"))
        .and_where(Expr::col(Alias::new("person_id")).eq(person.0))
        .to_owned()
}
