//! What is held on me, for print.

use actix_web::web::Data;
use actix_web::{HttpResponse, get};
use xianfeng_infra::db::Tx;
use xianfeng_infra::members;

use super::data::{ON_PAPER, SectionOut, sections};
use crate::app::App;
use crate::auth::Bound;
use crate::board::{HeldPage, HeldSection, Lang, private_page, render_held};
use crate::failure::Failure;
use crate::http::problem::{Code, Problem};

/// Prints everything that is held on the caller.
///
/// HTML without scripts, for A4, in Chinese: a copy to take along.
#[utoipa::path(
    tag = "privacy",
    responses((status = 200, body = String, content_type = "text/html", description = "The page")),
    extensions(("x-error-codes" = json!(["auth.not_bound"]))),
)]
#[get("/me/privacy/data/page")]
pub(super) async fn print_my_data(app: Data<App>, bound: Bound) -> Result<HttpResponse, Problem> {
    let read = async |tx: &Tx| -> Result<_, Failure> {
        let mut names = members::names(tx, [bound.person]).await?;
        let name = names.remove(&bound.person).ok_or(Code::PersonNotFound)?;
        Ok((name, sections(tx, &app.vault, bound.person, ON_PAPER).await?))
    };
    let (name, sections) = app.database.read(read).await?;
    let page =
        HeldPage { name, as_of: Lang::Chinese.as_of(bound.now), sections: sections.into_iter().map(section).collect() };
    let html = render_held(&page).map_err(Problem::internal)?;
    Ok(private_page(Lang::Chinese, html))
}

fn section(section: SectionOut) -> HeldSection {
    let line = |row: Vec<super::data::ValueOut>| {
        row.into_iter().map(|value| format!("{}：{}", value.name, value.value)).collect::<Vec<_>>().join("；")
    };
    HeldSection {
        title: section.title,
        purpose: section.purpose,
        basis: section.basis_name,
        kept: section.kept,
        count: section.count,
        unfound: section.unfound,
        more: section.more,
        rows: section.rows.into_iter().map(line).filter(|line| !line.is_empty()).collect(),
    }
}
