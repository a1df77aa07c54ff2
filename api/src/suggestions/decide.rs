//! Answering a suggestion.

use actix_web::web::Data;
use actix_web::{HttpResponse, post};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use xianfeng_domain::access::Reach;
use xianfeng_domain::declarations::{self, Decision};
use xianfeng_domain::ids::{PersonId, SuggestionId};
use xianfeng_domain::members::Member;
use xianfeng_domain::moderation::Subject;
use xianfeng_domain::rulebook::{ItemKind, Way};
use xianfeng_domain::suggestions::{Outcome, Step, Suggestion, may_handle};
use xianfeng_infra::db::Tx;
use xianfeng_infra::{members, rulebooks, suggestions as rows};

use super::take_up::{done, save};
use super::wire::{SuggestionOut, suggestion_example};
use crate::app::App;
use crate::auth::{Act, Permit, rights};
use crate::command::Command;
use crate::declarations::{Adopted, of_suggestion};
use crate::failure::Failure;
use crate::http::extract::{IdempotencyKey, JsonBody, PathId};
use crate::http::problem::{Check, Code, FaultCode, Faults, Problem};
use crate::http::wire::WirePoints;
use crate::inbox::{Kind, tell};
use crate::moderation;

/// What comes of a suggestion.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = SuggestionOutcomeIn)]
pub enum OutcomeIn {
    /// It is answered; nothing is to be done.
    Answered,
    /// It is followed.
    Adopted,
    /// It is not followed; the answer says why.
    Declined,
}

impl From<OutcomeIn> for Outcome {
    fn from(outcome: OutcomeIn) -> Self {
        match outcome {
            OutcomeIn::Answered => Self::Answered,
            OutcomeIn::Adopted => Self::Adopted,
            OutcomeIn::Declined => Self::Declined,
        }
    }
}

/// An answer.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(as = SuggestionAnswerIn)]
pub struct AnswerIn {
    /// `answered`, `adopted` or `declined`.
    #[schema(inline, example = "adopted")]
    pub outcome: OutcomeIn,
    /// The answer to who suggested it, 1 to 1,000 characters; of a declined one, why.
    #[schema(example = "已联系交警大队，本月安装。")]
    pub answer: String,
    /// Publishes summary and answer, without who suggested it: write no names in them.
    #[serde(default)]
    pub in_public: bool,
    /// What it is about, for everybody, 1 to 300 characters; needed where it is public.
    #[schema(example = "在村口弯道加装凸面镜")]
    pub summary: Option<String>,
    /// Of an adopted one of a member's: the rule-book item; needed where several take suggestions.
    pub item: Option<String>,
    /// Of an adopted one: the points, where the item has a range.
    pub points: Option<WirePoints>,
}

impl Check for AnswerIn {
    fn check(&self, faults: &mut Faults) {
        faults.text("/answer", &self.answer, 1..=1000);
        match (&self.summary, self.in_public) {
            (Some(summary), true) => faults.text("/summary", summary, 1..=300),
            (None, true) => faults.add("/summary", FaultCode::Missing),
            (Some(_), false) => faults.add("/summary", FaultCode::Unknown),
            (None, false) => {}
        }
        if let Some(item) = &self.item {
            faults.text("/item", item, 1..=40);
        }
        if self.outcome != OutcomeIn::Adopted {
            for (pointer, given) in [("/item", self.item.is_some()), ("/points", self.points.is_some())] {
                if given {
                    faults.add(pointer, FaultCode::Unknown);
                }
            }
        }
    }
}

/// Answers a suggestion that was taken up.
///
/// `answered`, `declined` with the reason, or `adopted`, which scores for a member, once, under the rule book's item
/// for suggestions, on the day of the adoption; one who is no member any more scores nothing. The answer goes to who
/// suggested it. With `inPublic` everybody reads summary and answer once content safety has passed both. Nobody
/// answers their own.
#[utoipa::path(
    tag = "suggestions",
    params(("id" = Uuid, Path, description = "The suggestion")),
    request_body = AnswerIn,
    responses((status = 200, body = SuggestionOut, description = "The suggestion now",
        example = json!(suggestion_example()))),
    extensions(("x-error-codes" = json!([
        "suggestion.not_found", "suggestion.own", "suggestion.wrong_state", "declaration.item_unfit",
        "declaration.points_unfit", "declaration.quantity_unfit", "declaration.evidence_missing", "declaration.own",
        "period.closed"
    ]))),
)]
#[post("/suggestions/{id}/answer")]
pub(super) async fn answer_suggestion(
    app: Data<App>,
    permit: Permit<rights::Review>,
    key: IdempotencyKey,
    id: PathId<SuggestionId>,
    body: JsonBody<AnswerIn>,
) -> Result<HttpResponse, Problem> {
    let command = Command::new(&app, &permit, "suggestions.answer", &key, id.0, &body.0)?;
    let work = async |tx: &Tx| {
        let suggestion = decide(tx, &permit, &permit.reach, permit.person, id.0, &body.0).await?;
        done(tx, &permit, &suggestion).await
    };
    let reply = command.run(work).await?;
    if body.0.in_public {
        moderation::look(&app, Subject::Suggestion, id.0.0).await;
        moderation::look(&app, Subject::SuggestionAnswer, id.0.0).await;
    }
    Ok(reply.into())
}

/// The use case. The suggestion's own row decides between two who answer at once; then it scores, in the same
/// transaction.
///
/// # Errors
/// `suggestion.not_found` outside reach, `suggestion.own`, `suggestion.wrong_state`, and what the rule book refuses.
pub async fn decide(
    tx: &Tx,
    act: &Act,
    reach: &Reach,
    by: PersonId,
    id: SuggestionId,
    said: &AnswerIn,
) -> Result<Suggestion, Failure> {
    let before = rows::find(tx, reach, id).await?.ok_or(Code::SuggestionNotFound)?;
    may_handle(before.person, by)?;
    let outcome = Outcome::from(said.outcome);
    let mut after = Suggestion {
        state: before.state.after(Step::Decide(outcome))?,
        answer: Some(said.answer.trim().to_owned()),
        summary: said.summary.as_deref().map(|summary| summary.trim().to_owned()),
        in_public: said.in_public,
        decided_by: Some(by),
        decided_at: Some(act.now),
        version: before.version + 1,
        ..before.clone()
    };
    save(tx, &before, &after).await?;
    if outcome == Outcome::Adopted {
        after = score(tx, act, by, after, said).await?;
    }
    if let (true, Some(summary)) = (after.in_public, &after.summary) {
        let answer = said.answer.trim();
        moderation::submit(tx, act, Subject::Suggestion, id.0, &after.review_path, summary).await?;
        moderation::submit(tx, act, Subject::SuggestionAnswer, id.0, &after.review_path, answer).await?;
    }
    act.audit(tx, "suggestions.answer", ("suggestion", id.0), &after.review_path).await?;
    if let Some(author) = after.person {
        let kind = match outcome {
            Outcome::Answered => Kind::SuggestionAnswered,
            Outcome::Adopted => Kind::SuggestionAdopted,
            Outcome::Declined => Kind::SuggestionDeclined,
        };
        let params = [("what", after.text.as_str())];
        tell(tx, author, kind, Some(("suggestion", id.0)), &params, act.now).await?;
    }
    Ok(after)
}

/// An adopted suggestion once it has scored, if it is a member's and the rule book has an item for it.
async fn score(tx: &Tx, act: &Act, by: PersonId, adopted: Suggestion, said: &AnswerIn) -> Result<Suggestion, Failure> {
    let Some((author, declared_by)) = adopted.person.zip(adopted.account) else { return Ok(adopted) };
    let member = members::of_person(tx, author, act.today()).await?;
    // Who has left, or is another township's member now, scores nothing here.
    let Some(member) = member.filter(|member| Some(member.id) == adopted.member) else { return Ok(adopted) };
    let Some(item) = item(tx, act, &member, said.item.as_deref()).await? else { return Ok(adopted) };
    let (what, why) = (declarations::summary(&adopted.text), declarations::summary(&said.answer));
    let points = said.points.map(|points| points.0);
    let decision = Decision { item: Some(&item), points, reason: Some(&why) };
    let scored = Adopted { member: &member, declared_by, by, what: &what, decision };
    let declaration = of_suggestion(tx, act, scored).await?;
    let after = Suggestion {
        declaration: Some(declaration.id),
        points: declaration.points,
        version: adopted.version + 1,
        ..adopted.clone()
    };
    save(tx, &adopted, &after).await?;
    Ok(after)
}

/// The item that an adopted suggestion of a member counts under: the one named, or the only one that there is.
async fn item(tx: &Tx, act: &Act, member: &Member, named: Option<&str>) -> Result<Option<String>, Failure> {
    if let Some(named) = named {
        return Ok(Some(named.trim().to_owned()));
    }
    let Some(found) = rulebooks::effective(tx, &member.standing.branch_path, act.today()).await? else {
        return Ok(None);
    };
    let category = &member.standing.category;
    let fit = found.book.items_by(Way::Suggestion);
    let fit = fit.filter(|item| item.kind == ItemKind::Addition && !item.retired && item.is_for(category));
    let mut codes: Vec<String> = fit.map(|item| item.code.clone()).collect();
    if codes.len() > 1 {
        return Err(Failure::field("/item", FaultCode::Missing));
    }
    Ok(codes.pop())
}
