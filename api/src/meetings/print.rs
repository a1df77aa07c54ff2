//! The minutes on paper.

use actix_web::web::Data;
use actix_web::{HttpResponse, get};
use xianfeng_domain::ids::MeetingId;
use xianfeng_domain::meetings::Meeting;
use xianfeng_domain::time::in_shanghai;
use xianfeng_infra::db::Tx;
use xianfeng_infra::{meetings as rows, organizations};

use super::minutes_view::{MinutesOut, minutes_out, readable};
use crate::app::App;
use crate::auth::{Act, Bound};
use crate::board::{Lang, MinutesPage, PageDecision, private_page, render_minutes};
use crate::failure::Failure;
use crate::http::extract::PathId;
use crate::http::problem::{Language, Problem};

/// Prints the minutes of a meeting.
///
/// HTML without scripts, for A4, with lines to sign; for who may read the minutes. A draft says that it is one.
#[utoipa::path(
    tag = "meetings",
    params(("id" = Uuid, Path, description = "The meeting")),
    responses((status = 200, body = String, content_type = "text/html", description = "The page")),
    extensions(("x-error-codes" = json!(["meeting.not_found", "minutes.not_found"]))),
)]
#[get("/meetings/{id}/minutes.html")]
pub(super) async fn print_minutes(
    app: Data<App>,
    bound: Bound,
    id: PathId<MeetingId>,
) -> Result<HttpResponse, Problem> {
    let lang = match bound.meta.map(|meta| meta.language).unwrap_or_default() {
        Language::Chinese => Lang::Chinese,
        Language::English => Lang::English,
    };
    let read = async |tx: &Tx| page(tx, &bound, id.0, lang).await;
    let view = app.database.read(read).await?;
    let html = render_minutes(&view, lang).map_err(Problem::internal)?;
    Ok(private_page(lang, html))
}

async fn page(tx: &Tx, act: &Act, id: MeetingId, lang: Lang) -> Result<MinutesPage, Failure> {
    let (meeting, minutes) = readable(tx, act, id).await?;
    let organization = organizations::find_open(tx, meeting.organization).await?;
    let agenda = rows::agenda(tx, meeting.id).await?;
    let out = minutes_out(tx, &meeting, &minutes).await?;
    let says = |chinese: String, english: String| match lang {
        Lang::Chinese => chinese,
        Lang::English => english,
    };
    let agenda = agenda.into_iter().map(|item| {
        let minutes = item.minutes.map(|minutes| says(format!("{minutes}分钟"), format!("{minutes} min")));
        let notes: Vec<String> = item.led_by.into_iter().chain(minutes).collect();
        (item.title, notes.join(" · "))
    });
    Ok(MinutesPage {
        organization: organization.map(|organization| organization.name).unwrap_or_default(),
        title: meeting.title.clone(),
        draft: minutes.confirmed_at.is_none(),
        time: time(&meeting),
        place: meeting.place.clone(),
        chair: out.chair_name.clone(),
        writer: out.writer_name.clone(),
        attendance: attendance(&out, lang),
        quorum: quorum(&out, lang),
        agenda: agenda.collect(),
        paragraphs: out.text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect(),
        statements: out
            .statements
            .iter()
            .map(|statement| (format!("{} {}", statement.grid_name, statement.leader_name), statement.text.clone()))
            .collect(),
        decisions: out
            .decisions
            .iter()
            .map(|decision| PageDecision {
                text: decision.text.clone(),
                votes: [decision.votes_for, decision.votes_against, decision.abstained],
                carried: decision.carried,
            })
            .collect(),
        addenda: out
            .addenda
            .iter()
            .map(|addendum| {
                let day = in_shanghai(addendum.written_at.0).format("%Y-%m-%d").to_string();
                (format!("{} {day}", addendum.writer_name), addendum.text.clone())
            })
            .collect(),
        confirmed: minutes.confirmed_at.map(|at| in_shanghai(at).format("%Y-%m-%d %H:%M").to_string()),
        as_of: lang.as_of(act.now),
    })
}

fn time(meeting: &Meeting) -> String {
    let [starts, ends] = [meeting.starts_at, meeting.ends_at].map(in_shanghai);
    let until = if starts.date_naive() == ends.date_naive() { "%H:%M" } else { "%Y-%m-%d %H:%M" };
    format!("{}–{}", starts.format("%Y-%m-%d %H:%M"), ends.format(until))
}

fn attendance(out: &MinutesOut, lang: Lang) -> String {
    let counts = &out.counts;
    match lang {
        Lang::Chinese => format!(
            "应到{}人，实到{}人（列席{}人，在外参加{}人），请假{}人，缺席{}人",
            counts.expected, counts.present, counts.guests, counts.remote, counts.excused, counts.absent
        ),
        Lang::English => format!(
            "{} expected, {} present ({} guests, {} from away), {} excused, {} absent",
            counts.expected, counts.present, counts.guests, counts.remote, counts.excused, counts.absent
        ),
    }
}

fn quorum(out: &MinutesOut, lang: Lang) -> Option<String> {
    let quorum = out.quorum.as_ref()?;
    let (voters, present) = (quorum.voters?, quorum.present?);
    Some(match (lang, quorum.reached) {
        (Lang::Chinese, true) => format!("有表决权{voters}人，到会{present}人，达到规定人数"),
        (Lang::Chinese, false) => format!("有表决权{voters}人，到会{present}人，未达到规定人数"),
        (Lang::English, true) => format!("{present} of {voters} with a vote present: quorate"),
        (Lang::English, false) => format!("{present} of {voters} with a vote present: not quorate"),
    })
}
