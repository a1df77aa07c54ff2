//! Adopting a checked draft: the meeting's decision, from a day on.

use actix_web::web::Data;
use actix_web::{HttpResponse, post};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use xianfeng_domain::access::Reach;
use xianfeng_domain::ids::{DraftId, OrganizationId, RuleBookId};
use xianfeng_domain::moderation::Subject;
use xianfeng_domain::rulebook::{Adoption, AdoptionRefusal, DraftState, RuleBook, Standing, may_adopt};
use xianfeng_domain::time::Day;
use xianfeng_infra::db::{StoreError, Tx};
use xianfeng_infra::rulebooks::drafts::Draft;
use xianfeng_infra::rulebooks::{self as rows, Effective, Version};
use xianfeng_infra::{audit, organizations};

use super::recompose::{Recomposed, recompose};
use super::subject::{Tried, must_be_open, newest, subject, tried, write};
use super::wire::{DraftOut, FlawOut, draft_example};
use crate::app::App;
use crate::auth::{Act, Permit, rights};
use crate::command::{Command, Done};
use crate::failure::Failure;
use crate::http::extract::{IdempotencyKey, JsonBody, PathId};
use crate::http::problem::{Check, Code, Faults, Problem, Text};
use crate::http::wire::WireDay;
use crate::moderation;
use crate::rulebooks::versions::{State, VersionOut, version_example};

/// The decision.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AdoptionIn {
    /// From which day it is in force.
    pub effective_from: WireDay,
    /// The meeting that adopted it, 1 to 200 characters.
    #[schema(example = "2024年12月20日乡党委会议")]
    pub meeting: String,
    /// Who signed, 1 to 50 characters.
    #[schema(example = "王秀英")]
    pub signatory: String,
}

impl Check for AdoptionIn {
    fn check(&self, faults: &mut Faults) {
        faults.text("/meeting", &self.meeting, 1..=200);
        faults.text("/signatory", &self.signatory, 1..=50);
    }
}

/// What an adoption made.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct AdoptionOut {
    /// The draft, which is `adopted` now.
    pub draft: DraftOut,
    /// The version that came of it.
    pub adopted: VersionOut,
    /// The layers below, each put on the new version.
    pub recomposed: Vec<RecomposedOut>,
}

/// A layer below, on its new ground.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct RecomposedOut {
    /// Whose layer it is.
    pub organization_name: String,
    /// The new version of it.
    pub version: VersionOut,
    /// What of the layer does not fit any more and is left out.
    pub left_out: Vec<FlawOut>,
}

/// Adopts a checked draft.
///
/// A first book may reach back to the beginning of the year; every later one is for today or a
/// later day, since nothing in the past is scored anew. Closing unit, base period and by whom
/// totals are kept change on 1 January only. A version that is still to come is superseded by one
/// of the same day. Layers below are put on the new version from that day on; what does not fit
/// there any more is left out and named. Tasks and claims stay under the version that they were
/// made under.
#[utoipa::path(
    tag = "rulebooks",
    params(("id" = Uuid, Path, description = "The draft")),
    request_body = AdoptionIn,
    responses((status = 201, body = AdoptionOut, description = "What came of it", example = json!({
        "draft": draft_example(), "adopted": version_example(),
        "recomposed": [{ "organizationName": "第1村党支部", "version": version_example(), "leftOut": [
            { "path": "items[0]", "message": "上级只允许增加 0 个项目，请删去多出的项目。",
              "messageEn": "item 0: at most 0 items may be added" }] }]
    }))),
    extensions(("x-error-codes" = json!([
        "auth.forbidden", "rulebook.draft_not_found", "rulebook.draft_closed", "rulebook.already_adopted",
        "rulebook.not_checked", "rulebook.check_outdated", "rulebook.flawed", "rulebook.in_the_past",
        "rulebook.backwards", "rulebook.too_far_ahead", "rulebook.within_year", "moderation.waiting",
        "moderation.author_away", "moderation.refused"
    ]))),
)]
#[post("/rulebooks/drafts/{id}/adopt")]
pub(super) async fn adopt_rulebook_draft(
    app: Data<App>,
    permit: Permit<rights::SetRules>,
    key: IdempotencyKey,
    id: PathId<DraftId>,
    body: JsonBody<AdoptionIn>,
) -> Result<HttpResponse, Problem> {
    let draft = async |tx: &Tx| subject(tx, &permit.reach, id.0).await;
    let (_, text) = app.database.read(draft).await?;
    let command = Command::new(&app, &permit, "rulebooks.adopt", &key, id.0, &body.0)?.shows(
        Subject::RuleBook,
        &permit.reach,
        [body.meeting.as_str(), text.as_str()],
    );
    let work = async |tx: &Tx| {
        let (draft, version, recomposed) = adopt(tx, &permit, &permit.reach, id.0, &body.0).await?;
        // What is adopted changes no more: this is the text that was adopted.
        moderation::unchanged(&text, &subject(tx, &permit.reach, id.0).await?.1)?;
        let state = |version: &Version| State::at_adoption(version, permit.today());
        let recomposed = recomposed.into_iter().map(|one| RecomposedOut {
            organization_name: one.organization.name,
            version: VersionOut::new(&one.version, state(&one.version)),
            left_out: one.left_out.into_iter().map(Into::into).collect(),
        });
        let out = AdoptionOut {
            draft: DraftOut::from(&draft),
            adopted: VersionOut::new(&version, state(&version)),
            recomposed: recomposed.collect(),
        };
        Ok(Done::created(out).within(&draft.path))
    };
    Ok(command.run(work).await?.into())
}

/// The use case.
///
/// # Errors
/// What the draft or the day refuses.
pub async fn adopt(
    tx: &Tx,
    act: &Act,
    reach: &Reach,
    id: DraftId,
    decision: &AdoptionIn,
) -> Result<(Draft, Version, Vec<Recomposed>), Failure> {
    let (draft, _) = subject(tx, reach, id).await?;
    // One adoption at a time in a tree: a layer and the book above it must not pass each other.
    if let Some(root) = draft.path.ids().next() {
        organizations::take_turn(tx, root).await?;
    }
    let (draft, text) = subject(tx, reach, id).await?;
    must_be_open(&draft)?;
    if draft.state != DraftState::Checked {
        return Err(Code::RulebookNotChecked.into());
    }
    let newest = newest(tx, &draft).await?;
    if draft.checked_against != Some(newest.as_ref().map_or(0, |version| version.number)) {
        return Err(Code::RulebookCheckOutdated.into());
    }
    let day = decision.effective_from.0;
    let Tried { book, above, flaws } = tried(tx, &draft.path, &text, day).await?;
    let Some(book) = book.filter(|_| flaws.is_empty()) else {
        let flaws: Vec<FlawOut> = flaws.into_iter().map(Into::into).collect();
        return Err(Problem::new(Code::RulebookFlawed).member("flaws", flaws).into());
    };
    let root = above.as_ref().map_or(draft.owner, |above| above.owner);
    refuse_wrong_day(tx, act, &draft, day, Standing { root, book: &book }, newest.as_ref()).await?;

    let version = Version {
        id: RuleBookId(Uuid::now_v7()),
        adopted_by: draft.owner,
        number: newest.as_ref().map_or(0, |version| version.number) + 1,
        effective_from: day,
        meeting: decision.meeting.trim().to_owned(),
        signatory: Some(decision.signatory.trim().to_owned()),
        base: above.as_ref().map(|above| above.id),
        root,
        recomposed: false,
        adopted_at: act.now,
    };
    rows::insert(tx, &version, text).await.map_err(|error| match error {
        StoreError::Duplicate => Failure::from(Code::RulebookCheckOutdated),
        error => error.into(),
    })?;
    let after = Draft { state: DraftState::Adopted, adopted_as: Some(version.id), ..draft.clone() };
    let after = write(tx, act, &draft, after, None).await?;
    let record = audit::Record {
        subject_kind: Some("rule_book"),
        subject: Some(version.id.0),
        organization: Some(draft.path.clone()),
        detail: Some(format!("{} {day}", version.number)),
        ..act.record("rulebooks.adopt")
    };
    audit::write(tx, record, act.now).await?;
    let owner = organizations::find(tx, reach, draft.owner).await?.ok_or(Code::RulebookDraftNotFound)?;
    let recomposed = recompose(tx, act, &owner, day).await?;
    Ok((after, version, recomposed))
}

/// May it be adopted for that day, with what stands there?
async fn refuse_wrong_day(
    tx: &Tx,
    act: &Act,
    draft: &Draft,
    day: Day,
    next: Standing<'_>,
    newest: Option<&Version>,
) -> Result<(), Failure> {
    let today = act.today();
    let governed = rows::effective(tx, &draft.path, today).await?;
    let before = match day.pred_opt() {
        Some(eve) => rows::effective(tx, &draft.path, eve).await?,
        None => None,
    };
    let standing = |effective: &Effective| -> (OrganizationId, std::sync::Arc<RuleBook>) {
        (effective.owner, std::sync::Arc::clone(&effective.book))
    };
    let before = before.as_ref().map(standing);
    may_adopt(&Adoption {
        effective_from: day,
        today,
        next,
        newest: newest.map(|version| version.effective_from),
        is_governed: governed.is_some(),
        before: before.as_ref().map(|(root, book)| Standing { root: *root, book }),
    })
    .map_err(refused)
}

fn refused(refusal: AdoptionRefusal) -> Failure {
    let with_day = |code: Code, name: &str, day: Day, zh: &str, en: &str| {
        let text = Text::new(zh.replace("{}", &day.to_string()), en.replace("{}", &day.to_string()));
        Problem::new(code).detail(text).member(name, day.to_string())
    };
    let problem = match refusal {
        AdoptionRefusal::InThePast { earliest } => with_day(
            Code::RulebookInThePast,
            "earliest",
            earliest,
            "已经计分的不再重算，生效日期不能早于 {}，请修改。",
            "Nothing in the past is scored anew: choose {} or a later day.",
        ),
        AdoptionRefusal::Backwards { newest } => with_day(
            Code::RulebookBackwards,
            "newest",
            newest,
            "最新一版从 {} 起生效，请选择更晚的日期。",
            "The newest version is in force from {}: choose a later day.",
        ),
        AdoptionRefusal::TooFarAhead { latest } => with_day(
            Code::RulebookTooFarAhead,
            "latest",
            latest,
            "生效日期最晚到 {}，请修改。",
            "Choose {} or an earlier day.",
        ),
        AdoptionRefusal::WithinYear => Code::RulebookWithinYear.into(),
    };
    problem.into()
}
