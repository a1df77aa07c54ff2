//! Titles of contents that were taken down: no message shows them any more.
//!
//! A published content is told to everybody it is for, ten thousand messages in a large township. Their rows stay as
//! they are when it is taken down, and the title is left out where a message is read: in the inbox, on the home
//! screen, on call lists, and by whoever sends messages outside the app.

use std::collections::{BTreeMap, HashSet};

use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QuerySelect};
use uuid::Uuid;
use xianfeng_domain::contents::{State, WITHDRAWN};

use super::Message;
use crate::db::{StoreResult, Tx};
use crate::entities::contents::{Column, Entity};

/// The noun of messages about a content.
const CONTENT: &str = "content";

/// What its author is told: they, and who manages it, see it still.
const TO_AUTHOR: &str = "content.taken_down";

/// The parameter with the title.
const TITLE: &str = "title";

/// Puts [`WITHDRAWN`] in the place of the titles of contents that are taken down now. One question to the database
/// for however many messages, and none where no message is about a content.
///
/// # Errors
/// The database's fault.
pub(crate) async fn hide(tx: &Tx, messages: &mut [Message]) -> StoreResult<()> {
    let about: HashSet<Uuid> = messages.iter().filter_map(content_of).collect();
    if about.is_empty() {
        return Ok(());
    }
    let gone: Vec<Uuid> = Entity::find()
        .select_only()
        .column(Column::Id)
        .filter(Column::Id.is_in(about))
        .filter(Column::State.eq(State::TakenDown.code()))
        .into_tuple()
        .all(tx.conn())
        .await?;
    for message in messages.iter_mut().filter(|one| content_of(one).is_some_and(|id| gone.contains(&id))) {
        message.params = without_title(&message.params);
    }
    Ok(())
}

fn content_of(message: &Message) -> Option<Uuid> {
    let (noun, id) = message.subject.as_ref()?;
    (noun == CONTENT && message.kind != TO_AUTHOR).then_some(*id)
}

/// What cannot be read holds no parameter either: nothing of it is shown.
fn without_title(params: &str) -> String {
    let mut params: BTreeMap<String, String> = serde_json::from_str(params).unwrap_or_default();
    params.insert(TITLE.to_owned(), WITHDRAWN.to_owned());
    serde_json::to_string(&params).unwrap_or_default()
}
