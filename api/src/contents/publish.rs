//! Publishing what is approved, once content safety has passed it and its time has come.

use chrono::{DateTime, Utc};
use uuid::Uuid;
use xianfeng_domain::access::Reach;
use xianfeng_domain::contents::{Content, Step};
use xianfeng_domain::ids::ContentId;
use xianfeng_domain::moderation::{CheckState, Subject};
use xianfeng_infra::db::{StoreResult, Tx};
use xianfeng_infra::{contents as rows, moderation};

use super::step;
use crate::app::App;
use crate::auth::Act;
use crate::failure::Failure;
use crate::inbox::{Kind, tell_all};

/// Small batches: the one writer of SQLite is for people first.
const BATCH: u64 = 50;

/// Publishes a few approved contents; answers how many. What content safety holds stays where it is.
///
/// # Errors
/// The store's fault.
pub async fn publish_waiting(app: &App, now: DateTime<Utc>) -> Result<usize, Failure> {
    let act = Act::of_machine(now);
    let (mut published, mut after) = (0, None);
    loop {
        let look = async |tx: &Tx| -> Result<_, Failure> {
            let waiting = rows::waiting(tx, now, after, BATCH).await?;
            let passed = passed(tx, &waiting).await?;
            Ok((waiting.last().map(|content| content.id), waiting.len(), passed))
        };
        let (last, seen, passed) = app.database.read(look).await?;
        for (id, path) in passed {
            let publish = async |tx: &Tx| -> Result<_, Failure> {
                let Some(content) = rows::find(tx, &Reach::under(path.clone()), id).await? else { return Ok(false) };
                let before = content.state;
                Ok(publish_if_due(tx, &act, content).await?.state != before)
            };
            published += usize::from(app.database.transact("contents.publish", publish).await?);
        }
        after = last;
        if u64::try_from(seen).unwrap_or(u64::MAX) < BATCH {
            return Ok(published);
        }
    }
}

/// Those that content safety has passed.
async fn passed(
    tx: &Tx,
    contents: &[Content],
) -> StoreResult<Vec<(ContentId, xianfeng_domain::organizations::OrganizationPath)>> {
    let shown = shown(tx, contents.to_vec()).await?;
    Ok(shown.into_iter().map(|content| (content.id, content.path)).collect())
}

/// Those of some contents whose text content safety has passed: the others are shown to nobody but who manages them.
///
/// # Errors
/// The store's fault.
pub(super) async fn shown(tx: &Tx, contents: Vec<Content>) -> StoreResult<Vec<Content>> {
    let ids: Vec<Uuid> = contents.iter().map(|content| content.id.0).collect();
    let states = moderation::states(tx, Subject::Content, &ids).await?;
    let is_shown = |content: &Content| states.get(&content.id.0).copied().is_some_and(CheckState::is_shown);
    Ok(contents.into_iter().filter(is_shown).collect())
}

/// Publishes a content if it is approved, its time has come and content safety has passed it; leaves it as it is
/// otherwise. Its audience is told in the same transaction.
///
/// # Errors
/// A race when somebody else moved it first.
pub(super) async fn publish_if_due(tx: &Tx, act: &Act, content: Content) -> Result<Content, Failure> {
    if !content.is_due(act.now) || shown(tx, vec![content.clone()]).await?.is_empty() {
        return Ok(content);
    }
    let after = Content { published_at: Some(act.now), ..step::after(&content, Step::Publish)? };
    step::save(tx, act, &content, &after, "contents.publish").await?;
    let mut audience = rows::audience(tx, &after, act.today(), false).await?;
    audience.remove(&after.author);
    let params = [("title", after.title.as_str())];
    tell_all(tx, &audience, Kind::ContentPublished, Some(("content", after.id.0)), &params, act.now).await?;
    Ok(after)
}
