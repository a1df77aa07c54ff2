//! One content.

use actix_web::web::Data;
use actix_web::{HttpResponse, get};
use xianfeng_domain::access::Right;
use xianfeng_domain::contents::Content;
use xianfeng_domain::ids::ContentId;
use xianfeng_domain::members::Member;
use xianfeng_domain::time::Day;
use xianfeng_infra::aways;
use xianfeng_infra::contents::{self as rows, Reader};
use xianfeng_infra::db::{StoreResult, Tx};

use super::publish::shown;
use super::wire::{ContentOut, content_example, content_out};
use crate::app::App;
use crate::auth::{Act, Bound};
use crate::failure::Failure;
use crate::http::extract::PathId;
use crate::http::problem::{Code, Problem};

/// One content with its text.
///
/// Members see what is published for them; who manages it sees it in every state. Reading it is not noted: the app
/// calls `/contents/{id}/read` once it was shown to its end.
#[utoipa::path(
    tag = "contents",
    params(("id" = Uuid, Path, description = "The content")),
    responses((status = 200, body = ContentOut, description = "The content", example = json!(content_example()))),
    extensions(("x-error-codes" = json!(["content.not_found"]))),
)]
#[get("/contents/{id}")]
pub(super) async fn get_content(app: Data<App>, bound: Bound, id: PathId<ContentId>) -> Result<HttpResponse, Problem> {
    let read = async |tx: &Tx| -> Result<_, Failure> {
        let (content, managed) = visible(tx, &bound, id.0).await?.ok_or(Code::ContentNotFound)?;
        Ok(content_out(tx, &bound, &content, managed).await?)
    };
    Ok(HttpResponse::Ok().json(app.database.read(read).await?))
}

/// A content that the caller may see, and whether as who manages it.
///
/// # Errors
/// The store's fault.
pub(crate) async fn visible(tx: &Tx, act: &Act, id: ContentId) -> StoreResult<Option<(Content, bool)>> {
    if let Some(content) = rows::find(tx, &act.caller.reach(Right::Read), id).await? {
        return Ok(Some((content, true)));
    }
    let Some(member) = &act.caller.member else { return Ok(None) };
    Ok(for_member(tx, member, act.today(), id).await?.map(|content| (content, false)))
}

/// A content that is published for a member.
///
/// # Errors
/// The store's fault.
pub(super) async fn for_member(tx: &Tx, member: &Member, today: Day, id: ContentId) -> StoreResult<Option<Content>> {
    let reader = reader(tx, member, today).await?;
    let found = rows::find_for_member(tx, &reader, id).await?;
    Ok(shown(tx, found.into_iter().collect()).await?.pop())
}

/// A member as a reader.
///
/// # Errors
/// The store's fault.
pub(super) async fn reader<'a>(tx: &Tx, member: &'a Member, today: Day) -> StoreResult<Reader<'a>> {
    let away = !aways::away_since(tx, &[member.id], today).await?.is_empty();
    Ok(Reader { branch: &member.standing.branch_path, category: &member.standing.category, away })
}
