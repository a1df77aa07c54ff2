//! `GET /board/{organizationId}`: the address on the notice board.

use std::time::Duration;

use actix_web::http::StatusCode;
use actix_web::http::header::{CONTENT_LANGUAGE, CONTENT_SECURITY_POLICY, ContentType};
use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse, HttpResponseBuilder, get};
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;
use xianfeng_domain::closings::State;
use xianfeng_domain::ids::OrganizationId;
use xianfeng_domain::rulebook::{Item as BookItem, ItemKind, RuleBook};
use xianfeng_domain::time::{Day, PeriodKind, day_of};
use xianfeng_infra::db::Tx;
use xianfeng_infra::editions::Shown;
use xianfeng_infra::ledger;

use super::contents::{show_content, show_contents};
use super::fund::show_fund;
use super::notice::show_notice;
use super::rulebook::show_rulebook;
use super::statistics::show_statistics_board;
use super::{
    Above, BoardView, BranchRow, Item, Lang, Level, Message, Row, Standing, content_security_policy, render,
    render_message,
};
use crate::app::App;
use crate::failure::Failure;
use crate::http::meta::RequestMeta;
use crate::http::problem::{Code, Language, Problem};
use crate::http::versioned::{Caching, Versioned, version_of_bytes};
use crate::http::wire::WirePeriod;
use crate::public::{PublicFigures, figures};

/// How long anybody may keep the page.
pub(super) const KEPT: Duration = Duration::from_secs(60);

/// Registers the route.
pub fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(show_board)
        .service(show_rulebook)
        .service(show_fund)
        .service(show_notice)
        .service(show_contents)
        .service(show_content)
        .service(show_statistics_board);
}

/// What the address asks for beside the organization. WeChat and others add parameters of their
/// own, so unknown ones are let be.
pub(super) struct Asked {
    pub(super) period: Result<Option<WirePeriod>, ()>,
    pub(super) lang: Lang,
}

impl Asked {
    pub(super) fn of(request: &HttpRequest, meta: RequestMeta) -> Self {
        let mut period = Ok(None);
        let mut lang = match meta.language {
            Language::Chinese => Lang::Chinese,
            Language::English => Lang::English,
        };
        for (name, value) in form_urlencoded::parse(request.query_string().as_bytes()) {
            match (name.as_ref(), value.as_ref()) {
                ("period", text) => period = text.parse().map(|period| Some(WirePeriod(period))).map_err(drop),
                ("lang", "en") => lang = Lang::English,
                ("lang", "zh") => lang = Lang::Chinese,
                _ => {}
            }
        }
        Self { period, lang }
    }
}

/// The public board as a page.
///
/// For villagers and for printing; HTML without scripts, in Chinese or English. Every refusal is a
/// page too, with one plain sentence.
#[utoipa::path(
    tag = "public",
    security(()),
    params(
        ("organizationId" = Uuid, Path, description = "A branch or township"),
        ("period" = Option<String>, Query, description = "The running closing unit where absent", example = "2024-Q1"),
        ("lang" = Option<String>, Query, description = "`zh` or `en`; by Accept-Language where absent"),
    ),
    responses((status = 200, body = String, content_type = "text/html", description = "The page")),
    extensions(("x-error-codes" = json!([]))),
)]
#[get("/board/{organizationId}")]
async fn show_board(
    app: Data<App>,
    request: HttpRequest,
    meta: RequestMeta,
    id: Path<String>,
) -> Result<HttpResponse, Problem> {
    let asked = Asked::of(&request, meta);
    let Ok(period) = asked.period else { return message(Message::BadPeriod, asked.lang) };
    let Some(id) = Uuid::try_parse(&id).ok().filter(|_| id.len() == 36) else {
        return message(Message::NotFound, asked.lang);
    };
    let now = app.clock.now();
    let read = async |tx: &Tx| -> Result<_, Failure> {
        let found = figures(tx, OrganizationId(id), period, day_of(now)).await?;
        let data_from = ledger::first_day(tx, &found.organization.path).await?;
        Ok((found, data_from))
    };
    let (found, data_from) = match app.database.read(read).await {
        Ok(found) => found,
        Err(failure) => return refuse(failure, meta, asked.lang),
    };
    let public_url = format!("{}/board/{id}", app.settings.public_base_url);
    let view = BoardView { data_from, as_of: now, public_url, ..view(found, day_of(now), asked.lang) };
    let html = render(&view, asked.lang).map_err(Problem::internal)?;
    // The time of reading alone makes no new version.
    let version = version_of_bytes(html.replace(&asked.lang.as_of(now), "").as_bytes());
    let versioned = Versioned::new(version, Caching::Public(KEPT));
    if let Some(unchanged) = versioned.unchanged(&request, None) {
        return Ok(unchanged);
    }
    Ok(page(versioned.head(HttpResponse::Ok()), asked.lang, html))
}

pub(super) fn page(mut answer: HttpResponseBuilder, lang: Lang, html: String) -> HttpResponse {
    answer
        .insert_header(ContentType::html())
        .insert_header((CONTENT_LANGUAGE, lang.words().tag))
        .insert_header((CONTENT_SECURITY_POLICY, content_security_policy()))
        .body(html)
}

/// A page behind log-in; like every answer that says nothing else, it is kept by nobody.
pub(crate) fn private_page(lang: Lang, html: String) -> HttpResponse {
    page(HttpResponse::Ok(), lang, html)
}

/// A refusal as a page; the cause of a fault goes to the log.
pub(super) fn refuse(failure: Failure, meta: RequestMeta, lang: Lang) -> Result<HttpResponse, Problem> {
    let problem = Problem::from(failure);
    match problem.code() {
        Code::OrganizationNotFound | Code::LeaderboardNotFound => message(Message::NotFound, lang),
        Code::PeriodNotFound => message(Message::BadPeriod, lang),
        Code::RulebookNotFound => message(Message::NoRules, lang),
        Code::FundNotFound => message(Message::NoFund, lang),
        Code::EditionNotFound => message(Message::NoNotice, lang),
        Code::ContentNotFound => message(Message::NoContent, lang),
        Code::PublicNotApproved => message(Message::NotApproved, lang),
        code => {
            let cause = problem.cause_chain();
            tracing::error!(request_id = %meta.request_id, code = code.as_str(), cause, "request failed");
            message(Message::Unavailable, lang)
        }
    }
}

pub(super) fn message(message: Message, lang: Lang) -> Result<HttpResponse, Problem> {
    let status = match message {
        Message::NotFound | Message::NoRules | Message::NoFund | Message::NoNotice | Message::NoContent => {
            StatusCode::NOT_FOUND
        }
        Message::NotApproved => StatusCode::FORBIDDEN,
        Message::BadPeriod => StatusCode::BAD_REQUEST,
        Message::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
    };
    let html = render_message(message, lang).map_err(Problem::internal)?;
    Ok(page(HttpResponse::build(status), lang, html))
}

/// The figures as the page shows them; the route adds when and where it was read.
fn view(found: PublicFigures, today: Day, lang: Lang) -> BoardView {
    let level = if found.organization.kind.is_branch() { Level::Branch } else { Level::Township };
    let path = |id: OrganizationId| format!("/board/{id}?period={}", found.period);
    let branches = found.branches.iter().map(|branch| BranchRow {
        rank: branch.rank,
        name: branch.name.clone(),
        path: path(branch.id),
        counted: branch.counted,
        average: branch.average,
        change: branch.change,
    });
    BoardView {
        id: found.organization.id.0,
        level,
        above: found.above.as_ref().map(|(above, average)| Above {
            name: above.name.clone(),
            path: path(above.id),
            average: *average,
        }),
        branches: branches.collect(),
        period: found.period,
        today,
        data_from: None,
        standing: standing(found.edition.as_ref()),
        as_of: chrono::DateTime::UNIX_EPOCH,
        names: found.names,
        counted: u32::try_from(found.rows.len()).unwrap_or(u32::MAX),
        total: found.total,
        average: found.average,
        items: found.book.as_deref().map(|book| items(book, lang)).unwrap_or_default(),
        objection: objection(lang).to_owned(),
        public_url: String::new(),
        rows: found
            .rows
            .into_iter()
            .map(|row| Row {
                number: row.number,
                rank: row.rank,
                name: row.name,
                category: Some(row.category),
                total: row.total,
                additions: row.additions,
                deductions: row.deductions,
                change: row.change,
            })
            .collect(),
        organization: found.organization.name,
    }
}

/// Live figures, or the edition once it is published.
fn standing(edition: Option<&Shown>) -> Standing {
    let Some((shown, publication)) = edition.and_then(|shown| Some((shown, shown.publication.as_ref()?))) else {
        return Standing::Provisional;
    };
    let runs = shown.closing.state != State::Final;
    Standing::Edition {
        number: shown.stored.edition.number,
        published_on: publication.day(),
        objections_until: shown.closing.objections_until.filter(|_| runs),
        fingerprint: shown.stored.short_hash(),
    }
}

/// The rule book in short: base points first.
fn items(book: &RuleBook, lang: Lang) -> Vec<Item> {
    let per = match (lang, book.base.per) {
        (Lang::Chinese, PeriodKind::Year) => "每年",
        (Lang::Chinese, PeriodKind::Quarter) => "每季度",
        (Lang::Chinese, PeriodKind::Month) => "每月",
        (Lang::English, PeriodKind::Year) => "a year",
        (Lang::English, PeriodKind::Quarter) => "a quarter",
        (Lang::English, PeriodKind::Month) => "a month",
    };
    let base = match lang {
        Lang::Chinese => {
            Item { name: "基础分".to_owned(), worth: format!("{per}{}分", book.base.points), takes: false }
        }
        Lang::English => Item { name: "Base".to_owned(), worth: format!("{} {per}", book.base.points), takes: false },
    };
    std::iter::once(base).chain(book.items.iter().map(|item| in_short(item, lang))).collect()
}

fn in_short(item: &BookItem, lang: Lang) -> Item {
    let takes = match item.kind {
        ItemKind::Addition => false,
        ItemKind::Deduction => true,
        ItemKind::Zeroing | ItemKind::Veto => return whole(item, lang),
    };
    let amount = if item.min == item.max { item.min.to_string() } else { format!("{}–{}", item.min, item.max) };
    let worth = match lang {
        Lang::Chinese => format!("每{}{}{amount}分", item.unit, if takes { "扣" } else { "加" }),
        Lang::English => format!("{}{amount} / {}", if takes { "−" } else { "+" }, item.unit),
    };
    Item { name: item.name.clone(), worth, takes }
}

/// What takes everything.
fn whole(item: &BookItem, lang: Lang) -> Item {
    let worth = match (item.kind, lang) {
        (ItemKind::Veto, Lang::Chinese) => "一票否决",
        (_, Lang::Chinese) => "清零",
        (ItemKind::Veto, Lang::English) => "veto",
        (_, Lang::English) => "all points",
    };
    Item { name: item.name.clone(), worth: worth.to_owned(), takes: true }
}

const fn objection(lang: Lang) -> &'static str {
    match lang {
        Lang::Chinese => "请告诉党支部书记或乡镇党委组织办公室，说明序号和您认为有误的积分。收到后会核对流水并答复您。",
        Lang::English => {
            "Tell the branch secretary or the township's organisation office the number of the line and what seems wrong. They check the ledger and answer you."
        }
    }
}
