//! The agenda (议程) of a meeting, and the contents that belong to it.

use sea_orm::{ActiveValue, ColumnTrait, EntityTrait, Order, QueryFilter, QueryOrder};
use xianfeng_domain::ids::{ContentId, MeetingId};

use crate::db::{StoreResult, Tx};
use crate::entities::{agenda_items, meeting_links};

/// An item of the agenda.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AgendaItem {
    /// What.
    pub title: String,
    /// Who leads it.
    pub led_by: Option<String>,
    /// How many minutes it takes.
    pub minutes: Option<u32>,
}

/// A piece of content that belongs to a meeting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// Its id.
    pub content: ContentId,
    /// What it is called here.
    pub title: Option<String>,
}

/// A meeting's agenda, in order.
///
/// # Errors
/// The database's fault.
pub async fn agenda(tx: &Tx, meeting: MeetingId) -> StoreResult<Vec<AgendaItem>> {
    use agenda_items::{Column, Entity};
    let rows = Entity::find()
        .filter(Column::MeetingId.eq(meeting.0))
        .order_by(Column::Position, Order::Asc)
        .all(tx.conn())
        .await?;
    let item = |row: agenda_items::Model| AgendaItem {
        title: row.title,
        led_by: row.led_by,
        minutes: row.minutes.and_then(|minutes| u32::try_from(minutes).ok()),
    };
    Ok(rows.into_iter().map(item).collect())
}

/// Writes a meeting's agenda anew; the caller has moved the meeting's version on in the same transaction.
///
/// # Errors
/// The database's fault.
pub async fn set_agenda(tx: &Tx, meeting: MeetingId, items: &[AgendaItem]) -> StoreResult<()> {
    use agenda_items::{ActiveModel, Column, Entity};
    Entity::delete_many().filter(Column::MeetingId.eq(meeting.0)).exec(tx.conn()).await?;
    if items.is_empty() {
        return Ok(());
    }
    let rows = (0_i64..).zip(items).map(|(position, item)| ActiveModel {
        meeting_id: ActiveValue::Set(meeting.0),
        position: ActiveValue::Set(position),
        title: ActiveValue::Set(item.title.clone()),
        led_by: ActiveValue::Set(item.led_by.clone()),
        minutes: ActiveValue::Set(item.minutes.map(i64::from)),
    });
    Entity::insert_many(rows).exec_without_returning(tx.conn()).await?;
    Ok(())
}

/// The contents that belong to a meeting, in order.
///
/// # Errors
/// The database's fault.
pub async fn links(tx: &Tx, meeting: MeetingId) -> StoreResult<Vec<Link>> {
    use meeting_links::{Column, Entity};
    let rows = Entity::find()
        .filter(Column::MeetingId.eq(meeting.0))
        .order_by(Column::Position, Order::Asc)
        .all(tx.conn())
        .await?;
    Ok(rows.into_iter().map(|row| Link { content: ContentId(row.content_id), title: row.title }).collect())
}

/// Writes the contents that belong to a meeting anew; the caller has moved the meeting's version on in the same
/// transaction.
///
/// # Errors
/// The database's fault.
pub async fn set_links(tx: &Tx, meeting: MeetingId, links: &[Link]) -> StoreResult<()> {
    use meeting_links::{ActiveModel, Column, Entity};
    Entity::delete_many().filter(Column::MeetingId.eq(meeting.0)).exec(tx.conn()).await?;
    if links.is_empty() {
        return Ok(());
    }
    let rows = (0_i64..).zip(links).map(|(position, link)| ActiveModel {
        meeting_id: ActiveValue::Set(meeting.0),
        position: ActiveValue::Set(position),
        content_id: ActiveValue::Set(link.content.0),
        title: ActiveValue::Set(link.title.clone()),
    });
    Entity::insert_many(rows).exec_without_returning(tx.conn()).await?;
    Ok(())
}
