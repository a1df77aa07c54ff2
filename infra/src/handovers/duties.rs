//! The duties that go with an office: helping, and keeping in touch with who is away.

use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use xianfeng_domain::access::Reach;
use xianfeng_domain::handovers::Handover;
use xianfeng_domain::ids::MemberId;

use crate::db::{StoreResult, Tx};
use crate::entities::{aways, help_cases};
use crate::reach::within;

/// How many duties passed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Moved {
    /// Help cases whose helper is now who took over.
    pub help_cases: u64,
    /// Members away whose liaison is now who took over.
    pub liaisons: u64,
}

/// Passes the duties of who hands over to who takes over: help cases of the organization, never the case of who
/// takes over; the liaison for `members` of the organization, where both are members. `members` are the
/// organization's, `between` who hands over and who takes over.
///
/// # Errors
/// The database's fault.
pub async fn move_duties(
    tx: &Tx,
    of: &Handover,
    between: Option<(MemberId, MemberId)>,
    members: &[MemberId],
) -> StoreResult<Moved> {
    let help_cases = help_cases::Entity::update_many()
        .col_expr(help_cases::Column::HelperId, Expr::value(of.incoming.0))
        .col_expr(help_cases::Column::Version, Expr::col(help_cases::Column::Version).add(1))
        .filter(within(help_cases::Column::CarriedPath, &Reach::under(of.path.clone())))
        .filter(help_cases::Column::HelperId.eq(of.outgoing.0))
        .filter(help_cases::Column::PersonId.ne(of.incoming.0))
        .filter(help_cases::Column::EndedAt.is_null())
        .exec(tx.conn())
        .await?
        .rows_affected;
    let Some((outgoing, incoming)) = between else { return Ok(Moved { help_cases, liaisons: 0 }) };
    let liaisons = aways::Entity::update_many()
        .col_expr(aways::Column::LiaisonId, Expr::value(incoming.0))
        .filter(aways::Column::LiaisonId.eq(outgoing.0))
        .filter(aways::Column::BackOn.is_null())
        .filter(aways::Column::MemberId.ne(incoming.0))
        .filter(aways::Column::MemberId.is_in(members.iter().map(|member| member.0)))
        .exec(tx.conn())
        .await?
        .rows_affected;
    Ok(Moved { help_cases, liaisons })
}
