//! A page of contents: what the database finds, less what only seems to hold the query and what content safety has
//! not passed.

use chrono::{DateTime, Utc};
use uuid::Uuid;
use xianfeng_domain::access::Reach;
use xianfeng_domain::contents::{Content, Kind, MOST_QUERY, Query};
use xianfeng_domain::ids::ContentId;
use xianfeng_domain::organizations::OrganizationPath;
use xianfeng_infra::contents::{self as rows, ContentFilter, Position, Reader};
use xianfeng_infra::db::{StoreResult, Tx};

use super::publish::shown;
use super::wire::check_kind;
use crate::http::extract::Page;
use crate::http::problem::{Faults, Problem};

/// Among what is looked for.
#[derive(Clone, Copy, Debug)]
pub(super) enum Among<'a> {
    /// What a member reads.
    Member(&'a Reader<'a>),
    /// What everybody reads of an organization.
    Public(&'a OrganizationPath),
    /// What lies within reach, whatever its state.
    Managed(&'a Reach),
}

/// A cursor: microseconds and an id.
type Place = (i64, Uuid);

/// Where a page begins.
pub(super) fn after(page: &Page) -> Result<Option<Position>, Problem> {
    let place = page.after::<Place>()?;
    Ok(place.and_then(|(micros, id)| Some((DateTime::<Utc>::from_timestamp_micros(micros)?, ContentId(id)))))
}

/// Where a content stands in a list.
pub(super) fn place(content: &Content) -> Place {
    let (at, id) = position(content);
    (at.timestamp_micros(), id.0)
}

fn position(content: &Content) -> Position {
    (content.published_at.unwrap_or(content.created_at), content.id)
}

/// The next `filter.limit` contents after a place.
///
/// # Errors
/// The store's fault.
pub(super) async fn gather(
    tx: &Tx,
    among: Among<'_>,
    filter: &ContentFilter,
    after: Option<Position>,
) -> StoreResult<Vec<Content>> {
    let most = usize::try_from(filter.limit).unwrap_or(usize::MAX);
    let (mut found, mut after) = (Vec::new(), after);
    loop {
        let page = match among {
            Among::Member(reader) => rows::page_for_member(tx, reader, filter, after).await?,
            Among::Public(path) => rows::page_in_public(tx, path, filter, after).await?,
            Among::Managed(reach) => rows::page(tx, reach, filter, after.map(|(_, id)| id)).await?,
        };
        let is_last = page.len() < most;
        after = page.last().map(position);
        let page = match among {
            Among::Managed(_) => page,
            Among::Member(_) | Among::Public(_) => shown(tx, page).await?,
        };
        let holds = |content: &Content| filter.query.as_ref().is_none_or(|query| query.is_in(&content.text()));
        found.extend(page.into_iter().filter(holds));
        if is_last || found.len() >= most {
            found.truncate(most);
            return Ok(found);
        }
    }
}

/// Checks kind and query of a list.
pub(super) fn check(faults: &mut Faults, kind: Option<&str>, query: Option<&str>) {
    if let Some(kind) = kind {
        check_kind(faults, "?kind", kind);
    }
    if let Some(query) = query {
        faults.text("?query", query, 0..=MOST_QUERY);
    }
}

/// What a list looks for, before its own conditions.
pub(super) fn filter(page: &Page, kind: Option<&str>, query: Option<&str>) -> ContentFilter {
    ContentFilter {
        kind: kind.and_then(Kind::from_code),
        query: query.and_then(Query::new),
        limit: u64::from(page.limit) + 1,
        ..ContentFilter::default()
    }
}
