//! `GET /board/{organizationId}/contents`: what an organization has published for the villagers (S1-9), and one text of
//! it, to be read on a phone or hung up.

use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse, get};
use askama::Template;
use uuid::Uuid;
use xianfeng_domain::contents::{Content, Kind};
use xianfeng_domain::ids::{ContentId, OrganizationId};
use xianfeng_domain::time::day_of;
use xianfeng_infra::contents::ContentFilter;
use xianfeng_infra::db::Tx;

use super::Message;
use super::qr;
use super::route::{Asked, message, page, refuse};
use super::style::STYLE_SHEET;
use super::text::{Lang, Words};
use crate::app::App;
use crate::contents::{KEPT, PublicContent, public_content, public_contents};
use crate::failure::Failure;
use crate::http::meta::RequestMeta;
use crate::http::problem::{Code, Problem};
use crate::http::versioned::{Caching, Versioned, version_of_bytes};

/// The newest so many stand on the page; older ones are in the mini-program.
const MOST: u64 = 30;

#[derive(Template)]
#[template(path = "contents.html", whitespace = "minimize")]
struct ContentsPage {
    id: Uuid,
    organization: String,
    lines: Vec<Line>,
    qr: Option<String>,
    public_url: String,
    other: &'static str,
    words: &'static Words,
    says: Says,
    css: &'static str,
}

struct Line {
    path: String,
    title: String,
    kind: &'static str,
    from: String,
    day: String,
}

#[derive(Template)]
#[template(path = "content.html", whitespace = "minimize")]
struct ContentPage {
    id: Uuid,
    title: String,
    kind: &'static str,
    from: String,
    day: String,
    paragraphs: Vec<String>,
    qr: Option<String>,
    public_url: String,
    other: &'static str,
    words: &'static Words,
    says: Says,
    css: &'static str,
}

/// The pages' own words.
struct Says {
    kind: &'static str,
    title: &'static str,
    from: &'static str,
    day: &'static str,
    none: &'static str,
    all: &'static str,
    board: &'static str,
    scan: &'static str,
}

const fn says(lang: Lang) -> Says {
    match lang {
        Lang::Chinese => Says {
            kind: "党务公开",
            title: "标题",
            from: "发布单位",
            day: "日期",
            none: "还没有公开的内容。",
            all: "更多公开内容",
            board: "查看积分榜",
            scan: "微信扫一扫，在手机上看",
        },
        Lang::English => Says {
            kind: "Published",
            title: "Title",
            from: "By",
            day: "Day",
            none: "Nothing is published yet.",
            all: "All that is published",
            board: "See the board",
            scan: "Scan to read it on a phone",
        },
    }
}

const fn name(kind: Kind, lang: Lang) -> &'static str {
    match (kind, lang) {
        (Kind::Notice, Lang::Chinese) => "通知",
        (Kind::Document, Lang::Chinese) => "上级文件",
        (Kind::Study, Lang::Chinese) => "学习资料",
        (Kind::Case, Lang::Chinese) => "典型案例",
        (Kind::Story, Lang::Chinese) => "微故事",
        (Kind::Notice, Lang::English) => "Notice",
        (Kind::Document, Lang::English) => "Document",
        (Kind::Study, Lang::English) => "Study material",
        (Kind::Case, Lang::English) => "Case",
        (Kind::Story, Lang::English) => "Story",
    }
}

/// The day on which it was published, with its year: it may hang for long.
fn day(content: &Content, lang: Lang) -> String {
    let pattern = match lang {
        Lang::Chinese => "%Y年%-m月%-d日",
        Lang::English => "%-d %b %Y",
    };
    content.published_at.map(|at| day_of(at).format(pattern).to_string()).unwrap_or_default()
}

/// What an organization has published for everybody, as a page.
///
/// For villagers and for printing on A4; HTML without scripts, in Chinese or English; the newest 30, those from above
/// included. Every refusal is a page too.
#[utoipa::path(
    tag = "public",
    security(()),
    params(
        ("organizationId" = Uuid, Path, description = "A branch or township"),
        ("lang" = Option<String>, Query, description = "`zh` or `en`; by Accept-Language where absent"),
    ),
    responses((status = 200, body = String, content_type = "text/html", description = "The page")),
    extensions(("x-error-codes" = json!([]))),
)]
#[get("/board/{organizationId}/contents")]
pub(super) async fn show_contents(
    app: Data<App>,
    request: HttpRequest,
    meta: RequestMeta,
    id: Path<String>,
) -> Result<HttpResponse, Problem> {
    let lang = Asked::of(&request, meta).lang;
    let Some(id) = uuid(&id) else { return message(Message::NoContent, lang) };
    let filter = ContentFilter { limit: MOST, ..ContentFilter::default() };
    let read = async |tx: &Tx| public_contents(tx, OrganizationId(id), &filter, None).await;
    let found = match app.database.read(read).await {
        Ok(found) => found,
        Err(failure) => return refuse(failure, meta, lang),
    };
    let line = |PublicContent { content, from }: &PublicContent| Line {
        path: format!("/board/{id}/contents/{}", content.id),
        title: content.title.clone(),
        kind: name(content.kind, lang),
        from: from.clone(),
        day: day(content, lang),
    };
    let public_url = format!("{}/board/{id}/contents", app.settings.public_base_url);
    let page = ContentsPage {
        id,
        organization: found.organization.name.clone(),
        lines: found.contents.iter().map(line).collect(),
        qr: qr::svg(&public_url),
        public_url,
        other: lang.other().code(),
        words: lang.words(),
        says: says(lang),
        css: STYLE_SHEET,
    };
    answer(&request, lang, page.render().map_err(Problem::internal)?)
}

/// One text that is published for everybody, as a page.
///
/// For villagers and for printing on A4; HTML without scripts. Gone at the next request once it is taken down. Every
/// refusal is a page too.
#[utoipa::path(
    tag = "public",
    security(()),
    params(
        ("organizationId" = Uuid, Path, description = "The branch or township on whose page it stands"),
        ("contentId" = Uuid, Path, description = "The content"),
        ("lang" = Option<String>, Query, description = "`zh` or `en`; by Accept-Language where absent"),
    ),
    responses((status = 200, body = String, content_type = "text/html", description = "The page")),
    extensions(("x-error-codes" = json!([]))),
)]
#[get("/board/{organizationId}/contents/{contentId}")]
pub(super) async fn show_content(
    app: Data<App>,
    request: HttpRequest,
    meta: RequestMeta,
    ids: Path<(String, String)>,
) -> Result<HttpResponse, Problem> {
    let lang = Asked::of(&request, meta).lang;
    let (Some(id), Some(content)) = (uuid(&ids.0), uuid(&ids.1)) else {
        return message(Message::NoContent, lang);
    };
    let read = async |tx: &Tx| -> Result<_, Failure> {
        let found = public_content(tx, ContentId(content)).await?;
        // On the pages of its organization and those below, as the list shows it.
        let on = xianfeng_infra::organizations::find_open(tx, OrganizationId(id)).await?;
        on.filter(|on| found.content.path.covers(&on.path)).ok_or(Code::ContentNotFound)?;
        Ok(found)
    };
    let found = match app.database.read(read).await {
        Ok(found) => found,
        Err(failure) => return refuse(failure, meta, lang),
    };
    let public_url = format!("{}/board/{id}/contents/{content}", app.settings.public_base_url);
    let lines = found.content.body.lines().map(str::trim).filter(|line| !line.is_empty());
    let page = ContentPage {
        id,
        title: found.content.title.clone(),
        kind: name(found.content.kind, lang),
        day: day(&found.content, lang),
        paragraphs: lines.map(str::to_owned).collect(),
        from: found.from,
        qr: qr::svg(&public_url),
        public_url,
        other: lang.other().code(),
        words: lang.words(),
        says: says(lang),
        css: STYLE_SHEET,
    };
    answer(&request, lang, page.render().map_err(Problem::internal)?)
}

/// Only the hyphenated form: one id, one address.
fn uuid(text: &str) -> Option<Uuid> {
    Uuid::try_parse(text).ok().filter(|_| text.len() == 36)
}

fn answer(request: &HttpRequest, lang: Lang, html: String) -> Result<HttpResponse, Problem> {
    let versioned = Versioned::new(version_of_bytes(html.as_bytes()), Caching::Public(KEPT));
    if let Some(unchanged) = versioned.unchanged(request, None) {
        return Ok(unchanged);
    }
    Ok(page(versioned.head(HttpResponse::build(StatusCode::OK)), lang, html))
}
