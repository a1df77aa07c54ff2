//! `GET /board/{organizationId}/rulebook`: the rules for the notice board.

use std::time::Duration;

use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse, get};
use askama::Template;
use uuid::Uuid;
use xianfeng_domain::hidden::is_sensitive;
use xianfeng_domain::ids::OrganizationId;
use xianfeng_domain::organizations::Organization;
use xianfeng_domain::rulebook::RuleBook;
use xianfeng_domain::time::{Day, day_of};
use xianfeng_infra::db::Tx;
use xianfeng_infra::organizations;
use xianfeng_infra::rulebooks::{self, Version};

use super::Message;
use super::qr;
use super::route::{Asked, message, page, refuse};
use super::style::STYLE_SHEET;
use super::text::{Lang, Words};
use crate::app::App;
use crate::failure::Failure;
use crate::http::meta::RequestMeta;
use crate::http::problem::{Code, Problem};
use crate::http::versioned::{Caching, Versioned, version_of_bytes};
use crate::rulebooks::printed::{PrintedItem, items, rules};

/// How long anybody may keep the page.
const KEPT: Duration = Duration::from_secs(300);

/// What the page shows.
pub(super) struct View {
    /// The organization.
    pub(super) id: Uuid,
    /// Its name.
    pub(super) organization: String,
    /// The book's name.
    pub(super) name: String,
    /// From which day, by which meeting, in which edition.
    pub(super) adopted: String,
    /// The aspects with their items.
    pub(super) aspects: Vec<(String, Vec<PrintedItem>)>,
    /// What holds beside the items.
    pub(super) rules: Vec<(&'static str, String)>,
    /// The absolute address, for print and QR code.
    pub(super) public_url: String,
}

#[derive(Template)]
#[template(path = "rulebook.html", whitespace = "minimize")]
struct RuleBookPage<'a> {
    view: &'a View,
    words: &'static Words,
    other: &'static str,
    says: Says,
    css: &'static str,
    qr: Option<String>,
}

/// The page's own words.
struct Says {
    kind: &'static str,
    item: &'static str,
    worth: &'static str,
    how: &'static str,
    photo: &'static str,
    only: &'static str,
    rules: &'static str,
    board: &'static str,
    scan: &'static str,
}

const fn says(lang: Lang) -> Says {
    match lang {
        Lang::Chinese => Says {
            kind: "党员积分管理台账",
            item: "项目",
            worth: "分值",
            how: "怎样登记",
            photo: "需照片",
            only: "仅限：",
            rules: "其他规定",
            board: "查看积分榜",
            scan: "微信扫一扫，查看现行台账",
        },
        Lang::English => Says {
            kind: "How points are earned and lost",
            item: "Item",
            worth: "Worth",
            how: "Entered by",
            photo: "photo",
            only: "only: ",
            rules: "Other rules",
            board: "See the board",
            scan: "Scan for the rules in force",
        },
    }
}

/// The rule book in force as a page.
///
/// For villagers and for printing on A4; HTML without scripts, in Chinese or English. The rules are
/// public: no log-in, and no approval, since no figure of anybody is in them. Sensitive categories
/// and organizations are left out. Every refusal is a page too.
#[utoipa::path(
    tag = "public",
    security(()),
    params(
        ("organizationId" = Uuid, Path, description = "A branch, a township or what lies above"),
        ("lang" = Option<String>, Query, description = "`zh` or `en`; by Accept-Language where absent"),
    ),
    responses((status = 200, body = String, content_type = "text/html", description = "The page")),
    extensions(("x-error-codes" = json!([]))),
)]
#[get("/board/{organizationId}/rulebook")]
pub(super) async fn show_rulebook(
    app: Data<App>,
    request: HttpRequest,
    meta: RequestMeta,
    id: Path<String>,
) -> Result<HttpResponse, Problem> {
    let lang = Asked::of(&request, meta).lang;
    let Some(id) = Uuid::try_parse(&id).ok().filter(|_| id.len() == 36) else {
        return message(Message::NoRules, lang);
    };
    let today = day_of(app.clock.now());
    let read = async |tx: &Tx| in_force(tx, OrganizationId(id), today).await;
    let (organization, version, book) = match app.database.read(read).await {
        Ok(found) => found,
        Err(failure) => return refuse(failure, meta, lang),
    };
    let public_url = format!("{}/board/{id}/rulebook", app.settings.public_base_url);
    let view = view(organization, &version, &book, public_url, lang);
    let html = render(&view, lang).map_err(Problem::internal)?;
    let versioned = Versioned::new(version_of_bytes(html.as_bytes()), Caching::Public(KEPT));
    if let Some(unchanged) = versioned.unchanged(&request, None) {
        return Ok(unchanged);
    }
    Ok(page(versioned.head(HttpResponse::build(StatusCode::OK)), lang, html))
}

async fn in_force(
    tx: &Tx,
    id: OrganizationId,
    today: Day,
) -> Result<(Organization, Version, std::sync::Arc<RuleBook>), Failure> {
    let organization = organizations::find_open(tx, id).await?.ok_or(Code::RulebookNotFound)?;
    if is_sensitive(&organizations::on_path(tx, &organization.path).await?) {
        return Err(Code::RulebookNotFound.into());
    }
    let found = rulebooks::effective(tx, &organization.path, today).await?.ok_or(Code::RulebookNotFound)?;
    let version = rulebooks::version(tx, found.id).await?.ok_or(Code::RulebookNotFound)?;
    Ok((organization, version, found.book))
}

fn view(organization: Organization, version: &Version, book: &RuleBook, public_url: String, lang: Lang) -> View {
    let mut aspects: Vec<(String, Vec<PrintedItem>)> = Vec::new();
    for item in items(book, lang) {
        match aspects.iter_mut().find(|(name, _)| *name == item.aspect) {
            Some((_, own)) => own.push(item),
            None => aspects.push((item.aspect.clone(), vec![item])),
        }
    }
    View {
        id: organization.id.0,
        organization: organization.name,
        name: book.name.clone(),
        adopted: adopted(version, lang),
        aspects,
        rules: rules(book, lang),
        public_url,
    }
}

fn adopted(version: &Version, lang: Lang) -> String {
    let (number, meeting) = (version.number, &version.meeting);
    match lang {
        Lang::Chinese => {
            let from = version.effective_from.format("%Y年%-m月%-d日");
            format!("第{number}版 · {from}起执行 · {meeting}")
        }
        Lang::English => {
            let from = version.effective_from.format("%-d %b %Y");
            format!("Edition {number} · from {from} · {meeting}")
        }
    }
}

/// The rules as a whole page.
pub(super) fn render(view: &View, lang: Lang) -> askama::Result<String> {
    let page = RuleBookPage {
        view,
        words: lang.words(),
        other: lang.other().code(),
        says: says(lang),
        css: STYLE_SHEET,
        qr: qr::svg(&view.public_url),
    };
    page.render()
}
