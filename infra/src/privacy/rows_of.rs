//! How the rows of a person are found, from a link of the data list.

use sea_orm::Condition;
use sea_orm::sea_query::{Alias, Expr, ExprTrait, Query, SelectStatement};
use xianfeng_domain::ids::PersonId;
use xianfeng_domain::privacy::Link;

/// The rows that any of the links finds.
pub(super) fn condition(links: &[&'static [Link]], person: PersonId) -> Condition {
    links.iter().copied().flatten().fold(Condition::any(), |any, link| any.add(by(link, person)))
}

fn by(link: &Link, person: PersonId) -> Expr {
    match *link {
        Link::Person(column) => Expr::col(Alias::new(column)).eq(person.0),
        Link::Member(column) => Expr::col(Alias::new(column)).in_subquery(memberships(person)),
        Link::Account(column) => Expr::col(Alias::new(column)).in_subquery(accounts(person)),
        Link::Under { column, table, key, link } => {
            let above =
                Query::select().column(Alias::new(key)).from(Alias::new(table)).and_where(by(link, person)).to_owned();
            Expr::col(Alias::new(column)).in_subquery(above)
        }
    }
}

/// The ids of a person's memberships.
pub(super) fn memberships(person: PersonId) -> SelectStatement {
    Query::select()
        .column(Alias::new("id"))
        .from(Alias::new("members"))
        .and_where(Expr::col(Alias::new("person_id")).eq(person.0))
        .to_owned()
}

/// The ids of the accounts that are or were a person's.
fn accounts(person: PersonId) -> SelectStatement {
    let now = Expr::col(Alias::new("person_id")).eq(person.0);
    let once = Expr::col(Alias::new("acted_for")).eq(person.0);
    Query::select().column(Alias::new("id")).from(Alias::new("accounts")).and_where(now.or(once)).to_owned()
}
