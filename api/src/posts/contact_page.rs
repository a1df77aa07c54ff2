//! The contact card (连心卡, S4-7) for print.

use actix_web::web::Data;
use actix_web::{HttpResponse, get};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use xianfeng_domain::ids::HoldingId;
use xianfeng_infra::db::Tx;
use xianfeng_infra::{grids, members, organizations, posts as rows};

use super::contact::{readable, shown_contacts};
use super::contact_photo::shown_picture;
use crate::app::App;
use crate::auth::Bound;
use crate::board::{ContactPage, Lang, private_page, render_contact};
use crate::failure::Failure;
use crate::files::unstored;
use crate::http::extract::PathId;
use crate::http::problem::{Code, Language, Problem};

/// Prints the contact card of a holder.
///
/// HTML without scripts, for A6: name, post, grid, the promise once it was checked, and phone number and photo only
/// while the holder agrees. The photo stands there once it was checked, else there is room to paste one on. For the
/// holder, and within reach, with a line in the audit log.
#[utoipa::path(
    tag = "posts",
    params(("id" = Uuid, Path, description = "The holding")),
    responses((status = 200, body = String, content_type = "text/html", description = "The page")),
    extensions(("x-error-codes" = json!(["post.holding_not_found", "contact_card.not_found"]))),
)]
#[get("/holders/{id}/card")]
pub(super) async fn print_contact_card(
    app: Data<App>,
    bound: Bound,
    id: PathId<HoldingId>,
) -> Result<HttpResponse, Problem> {
    let lang = match bound.meta.map(|meta| meta.language).unwrap_or_default() {
        Language::Chinese => Lang::Chinese,
        Language::English => Lang::English,
    };
    let read = async |tx: &Tx| -> Result<_, Failure> {
        let holding = readable(tx, &bound.caller, id.0, bound.today()).await?;
        let shown = shown_contacts(tx, &app.vault, std::slice::from_ref(&holding)).await?.remove(&holding.id);
        let shown = shown.ok_or(Code::ContactCardNotFound)?;
        let post = rows::by_ids(tx, [holding.post]).await?.remove(&holding.post).ok_or(Code::PostNotFound)?;
        let grid = match post.grid {
            Some(grid) => grids::find_open(tx, grid).await?.map(|grid| grid.name),
            None => None,
        };
        let mut member = members::by_ids(tx, [holding.member], bound.today()).await?;
        let member = member.remove(&holding.member).ok_or(Code::PostHoldingNotFound)?;
        let branch = organizations::find_open(tx, member.standing.branch).await?;
        let page = ContactPage {
            name: member.name,
            branch: branch.map(|branch| branch.name).unwrap_or_default(),
            post: post.name,
            grid,
            promise: shown.promise,
            phone: shown.phone,
            photo: shown.photo,
            picture: None,
            as_of: lang.as_of(bound.now),
        };
        Ok((page, shown_picture(tx, &holding).await?, holding))
    };
    let (mut page, picture, holding) = app.database.read(read).await?;
    if bound.caller.member_id() != Some(holding.member) {
        bound.disclosed(&app, "posts.contact_card", Some(("holding", id.0.0)), Some(holding.path)).await?;
    }
    if let Some(picture) = picture {
        // The small drawing, at most 320 pixels long, is sharp at the 35 mm of the frame; inside the page it prints
        // and is saved with it.
        let jpeg = app.blobs.get(picture.thumbnail.into()).await.map_err(unstored)?;
        page.picture = Some(format!("data:image/jpeg;base64,{}", STANDARD.encode(&jpeg)));
    }
    let html = render_contact(&page, lang).map_err(Problem::internal)?;
    Ok(private_page(lang, html))
}
