//! `GET /board/{organizationId}/notice`: the publicity notice (公示) for screen and paper (S0-2, S2-9).

use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse, get};
use askama::Template;
use uuid::Uuid;
use xianfeng_domain::ids::OrganizationId;
use xianfeng_domain::names::DisplayLevel;
use xianfeng_domain::rulebook::Colour;
use xianfeng_domain::time::{Day, day_of};
use xianfeng_infra::db::Tx;

use super::Message;
use super::notice_words::{Says, says};
use super::page::{figure, signed};
use super::qr;
use super::route::{Asked, KEPT, message, page, refuse};
use super::style::{Paper, STYLE_SHEET};
use super::text::{Lang, Words};
use crate::app::App;
use crate::editions::hex;
use crate::http::meta::RequestMeta;
use crate::http::problem::Problem;
use crate::http::versioned::{Caching, Versioned, version_of_bytes};
use crate::http::wire::WirePeriod;
use crate::public::{Notice, NoticeAnswer, NoticeRow, Which, notice};

/// From so many rows on a notice takes several sheets and is set smaller.
const ONE_SHEET: usize = 34;

#[derive(Template)]
#[template(path = "notice.html", whitespace = "minimize")]
struct NoticePage<'a> {
    notice: &'a Notice,
    lang: Lang,
    words: &'static Words,
    says: Says,
    css: &'static str,
    paper: &'static str,
    size: &'static str,
    period: String,
    hash: String,
    public_url: &'a str,
    qr: Option<String>,
}

/// What the address asks for beside organization, period and language.
struct Extra {
    edition: Result<Option<u32>, ()>,
    paper: Paper,
}

impl Extra {
    fn of(request: &HttpRequest) -> Self {
        let (mut edition, mut paper) = (Ok(None), Paper::default());
        for (name, value) in form_urlencoded::parse(request.query_string().as_bytes()) {
            match (name.as_ref(), value.as_ref()) {
                ("edition", text) => edition = text.parse().map(Some).map_err(drop),
                ("paper", "a3") => paper = Paper::A3,
                ("paper", "a4") => paper = Paper::A4,
                _ => {}
            }
        }
        Self { edition, paper }
    }
}

/// The publicity notice as a page.
///
/// For villagers, and for printing on A4 or A3: the rows of a published edition with its number and hash,
/// the approving meeting, and how and until when to object. Old editions name the one that corrects
/// them. HTML without scripts, in Chinese or English; every refusal is a page too.
#[utoipa::path(
    tag = "public",
    security(()),
    params(
        ("organizationId" = Uuid, Path, description = "A branch or township"),
        ("period" = Option<String>, Query, description = "The latest published where absent", example = "2024-Q1"),
        ("edition" = Option<u32>, Query, description = "Its number; the latest where absent"),
        ("paper" = Option<String>, Query, description = "`a4` (where absent) or `a3`"),
        ("lang" = Option<String>, Query, description = "`zh` or `en`; by Accept-Language where absent"),
    ),
    responses((status = 200, body = String, content_type = "text/html", description = "The page")),
    extensions(("x-error-codes" = json!([]))),
)]
#[get("/board/{organizationId}/notice")]
pub(super) async fn show_notice(
    app: Data<App>,
    request: HttpRequest,
    meta: RequestMeta,
    id: Path<String>,
) -> Result<HttpResponse, Problem> {
    let (asked, extra) = (Asked::of(&request, meta), Extra::of(&request));
    let lang = asked.lang;
    let Ok(period) = asked.period else { return message(Message::BadPeriod, lang) };
    let id = Uuid::try_parse(&id).ok().filter(|_| id.len() == 36);
    let (Some(id), Ok(edition)) = (id, extra.edition) else { return message(Message::NoNotice, lang) };
    let which = Which::Of(OrganizationId(id), period.map(|WirePeriod(period)| period), edition);
    let today = day_of(app.clock.now());
    let found = match app.database.read(async |tx: &Tx| notice(tx, which, today).await).await {
        Ok(found) => found,
        Err(failure) => return refuse(failure, meta, lang),
    };
    let edition = &found.stored.edition;
    // The code leads to the edition that hangs there, which says so when a later one corrects it.
    let public_url = format!(
        "{}/board/{id}/notice?period={}&edition={}",
        app.settings.public_base_url, edition.period, edition.number
    );
    let html = render(&found, lang, extra.paper, &public_url).map_err(Problem::internal)?;
    let versioned = Versioned::new(version_of_bytes(html.as_bytes()), Caching::Public(KEPT));
    if let Some(unchanged) = versioned.unchanged(&request, None) {
        return Ok(unchanged);
    }
    Ok(page(versioned.head(HttpResponse::Ok()), lang, html))
}

/// The notice as a whole page.
fn render(notice: &Notice, lang: Lang, paper: Paper, public_url: &str) -> askama::Result<String> {
    let page = NoticePage {
        notice,
        lang,
        words: lang.words(),
        says: says(lang),
        css: STYLE_SHEET,
        paper: paper.style_sheet(),
        size: paper.code(),
        period: lang.period(notice.stored.edition.period),
        hash: hex(&notice.stored.hash),
        public_url,
        qr: qr::svg(public_url),
    };
    page.render()
}

impl NoticePage<'_> {
    fn class(&self) -> &'static str {
        if self.notice.rows.len() <= ONE_SHEET { "notice few" } else { "notice many" }
    }

    fn has_names(&self) -> bool {
        self.notice.names != DisplayLevel::NumberOnly
    }

    fn has_grades(&self) -> bool {
        self.notice.rows.iter().any(|row| row.grade.is_some())
    }

    fn has_colours(&self) -> bool {
        self.notice.rows.iter().any(|row| row.colour.is_some())
    }

    fn colour_name<'b>(&self, row: &'b NoticeRow) -> &'b str {
        row.colour.as_ref().map_or("", |colour: &Colour| colour.name.as_str())
    }

    fn number(&self) -> u32 {
        self.notice.stored.edition.number
    }

    fn short(&self) -> String {
        self.notice.stored.short_hash()
    }

    /// Which row an objection was against.
    fn against(&self, one: &NoticeAnswer) -> String {
        self.says.against(one.elsewhere.as_deref(), one.answer.edition, one.answer.row)
    }

    fn outcome(&self, one: &NoticeAnswer) -> String {
        self.says.outcome(one.answer.outcome, one.answer.edition_made)
    }

    fn decided_on(&self, one: &NoticeAnswer) -> String {
        self.says.day(one.answer.decided_on.0)
    }

    /// The edition in one line: number, day of posting, hash.
    fn edition(&self) -> String {
        self.says.edition(self.number(), self.notice.publication.day(), &self.short())
    }

    fn superseded(&self) -> Option<String> {
        self.notice.superseded_by().map(|by| self.says.superseded(by))
    }

    fn newest(&self) -> String {
        format!("?period={}&paper={}&lang={}", self.notice.stored.edition.period, self.size, self.lang.code())
    }

    fn other_paper(&self, size: &str) -> String {
        let (period, number) = (self.notice.stored.edition.period, self.number());
        format!("?period={period}&edition={number}&paper={size}&lang={}", self.lang.code())
    }

    fn other_language(&self) -> String {
        let (period, number) = (self.notice.stored.edition.period, self.number());
        format!("?period={period}&edition={number}&paper={}&lang={}", self.size, self.lang.other().code())
    }

    fn board(&self) -> String {
        format!("/board/{}?period={}", self.notice.organization.id, self.notice.stored.edition.period)
    }

    fn rules(&self) -> String {
        self.says.rules(&self.notice.book.name, self.notice.version.number)
    }

    fn term(&self) -> String {
        let until: Option<Day> = self.notice.objections_until;
        self.says.term(until)
    }
}
