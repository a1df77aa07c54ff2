//! The letter for print (S1-7).

use actix_web::web::Data;
use actix_web::{HttpResponse, get};
use xianfeng_domain::help::HelpCase;
use xianfeng_domain::ids::HelpCaseId;
use xianfeng_domain::time::Day;
use xianfeng_infra::db::Tx;
use xianfeng_infra::{help as rows, organizations};

use super::people::name_of;
use super::seen::{View, seen};
use crate::app::App;
use crate::auth::Bound;
use crate::board::{Lang, Letter, private_page, render_letter};
use crate::failure::Failure;
use crate::http::extract::PathId;
use crate::http::problem::{Code, Language, Problem};

/// Prints the newest letter of a help case.
///
/// HTML without scripts, for A4, with room for the member's answer and two signatures. For the member,
/// secretary, committee and township; the audit log says that somebody else has read it.
#[utoipa::path(
    tag = "help-cases",
    params(("id" = Uuid, Path, description = "The case")),
    responses((status = 200, body = String, content_type = "text/html", description = "The page")),
    extensions(("x-error-codes" = json!(["auth.not_bound", "help_case.not_found", "help_case.no_letter"]))),
)]
#[get("/help-cases/{id}/letter")]
pub(super) async fn print_help_letter(
    app: Data<App>,
    bound: Bound,
    id: PathId<HelpCaseId>,
) -> Result<HttpResponse, Problem> {
    let lang = match bound.meta.map(|meta| meta.language).unwrap_or_default() {
        Language::Chinese => Lang::Chinese,
        Language::English => Lang::English,
    };
    let read = async |tx: &Tx| -> Result<_, Failure> {
        let (case, view) = seen(tx, &bound, id.0).await?;
        if view == View::Helper {
            return Err(Code::HelpCaseNotFound.into());
        }
        Ok((letter(tx, &case, lang).await?, view, case.carried))
    };
    let (letter, view, path) = app.database.read(read).await?;
    if view != View::Member {
        bound.disclosed(&app, "help_cases.letter", Some(("help_case", id.0.0)), Some(path)).await?;
    }
    let html = render_letter(&letter, lang).map_err(Problem::internal)?;
    Ok(private_page(lang, html))
}

async fn letter(tx: &Tx, case: &HelpCase, lang: Lang) -> Result<Letter, Failure> {
    let letter = rows::letter(tx, case.proposal.id).await?.ok_or(Code::HelpCaseNoLetter)?;
    let branch = case.carried.ids().next_back();
    let branch = match branch {
        Some(id) => organizations::find_open(tx, id).await?.map(|branch| branch.name),
        None => None,
    };
    let day = |day: Day| match lang {
        Lang::Chinese => day.format("%Y年%-m月%-d日").to_string(),
        Lang::English => day.format("%-d %b %Y").to_string(),
    };
    let deadline = case.confirmed.as_ref().and_then(|confirmed| confirmed.deadline);
    let text = letter.text.unwrap_or_default();
    Ok(Letter {
        name: name_of(tx, case.proposal.person).await?,
        branch: branch.unwrap_or_default(),
        day: day(letter.on),
        paragraphs: text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect(),
        deadline: deadline.map(day),
    })
}
