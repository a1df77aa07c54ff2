//! Requests for corrections on the wire.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use xianfeng_domain::members::Person;
use xianfeng_domain::names::is_name;
use xianfeng_domain::privacy::{Correction, Field};
use xianfeng_domain::roster::{Sex, normalized_name};
use xianfeng_domain::time::Day;
use xianfeng_infra::db::{StoreResult, Tx};
use xianfeng_infra::members;

use crate::http::wire::{WireDay, WireMonth, WireTime};

/// What is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = CorrectionField)]
pub enum WireField {
    /// 姓名.
    Name,
    /// 性别: `female` or `male`.
    Sex,
    /// 出生年月: `1970-03`.
    Birth,
    /// 手机号; the empty text to remove it.
    Phone,
    /// 学历; the empty text to remove it.
    Schooling,
    /// 特长; the empty text to remove it.
    Skills,
    /// 入党时间: `2001-07-01`.
    JoinedOn,
    /// Anything else, in words.
    Other,
}

impl From<WireField> for Field {
    fn from(field: WireField) -> Self {
        match field {
            WireField::Name => Self::Name,
            WireField::Sex => Self::Sex,
            WireField::Birth => Self::Birth,
            WireField::Phone => Self::Phone,
            WireField::Schooling => Self::Schooling,
            WireField::Skills => Self::Skills,
            WireField::JoinedOn => Self::JoinedOn,
            WireField::Other => Self::Other,
        }
    }
}

impl From<Field> for WireField {
    fn from(field: Field) -> Self {
        match field {
            Field::Name => Self::Name,
            Field::Sex => Self::Sex,
            Field::Birth => Self::Birth,
            Field::Phone => Self::Phone,
            Field::Schooling => Self::Schooling,
            Field::Skills => Self::Skills,
            Field::JoinedOn => Self::JoinedOn,
            Field::Other => Self::Other,
        }
    }
}

/// A wish, read.
#[derive(Clone, Debug)]
pub(super) enum Wish {
    /// The person as corrected.
    Person(Box<Person>),
    /// The date of joining.
    Joined(Day),
    /// In words: whoever decides has mended it where it stands.
    Words,
}

/// What a person would be like with a wish fulfilled; none where the wish cannot be read.
pub(super) fn wish(person: &Person, field: Field, text: &str) -> Option<Wish> {
    let text = text.trim();
    let short =
        |most: usize| (text.chars().count() <= most).then(|| Some(text.to_owned()).filter(|text| !text.is_empty()));
    let mut person = person.clone();
    match field {
        Field::Name => {
            person.name = normalized_name(text);
            (1..=50).contains(&person.name.chars().count()).then_some(())?;
            is_name(&person.name).then_some(())?;
        }
        Field::Sex => {
            person.sex = Some(match text {
                "female" | "女" => Sex::Female,
                "male" | "男" => Sex::Male,
                _ => return None,
            });
        }
        Field::Birth => person.birth = Some(read::<WireMonth>(text)?.0),
        Field::Phone if text.is_empty() => person.phone = None,
        Field::Phone => person.phone = Some(text.parse().ok()?),
        Field::Schooling => person.schooling = short(50)?,
        Field::Skills => person.skills = short(200)?,
        Field::JoinedOn => return Some(Wish::Joined(read::<WireDay>(text)?.0)),
        Field::Other => return (!text.is_empty()).then_some(Wish::Words),
    }
    Some(Wish::Person(Box::new(person)))
}

fn read<T: serde::de::DeserializeOwned>(text: &str) -> Option<T> {
    serde_json::from_value(serde_json::Value::from(text)).ok()
}

/// A request for a correction.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = DataCorrectionOut)]
pub struct CorrectionOut {
    /// Its id.
    pub id: Uuid,
    /// Whose data.
    pub person_id: Uuid,
    /// The person's name, as it stands now.
    pub person_name: Option<String>,
    /// What is wrong.
    pub field: WireField,
    /// What it should be.
    pub wished: String,
    /// Why.
    pub why: String,
    /// `waiting`, `accepted` or `refused`.
    pub state: &'static str,
    /// When it was asked.
    pub asked_at: WireTime,
    /// When it was decided.
    pub decided_at: Option<WireTime>,
    /// What the person was told.
    pub answer: Option<String>,
}

/// A page of requests.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = DataCorrectionsOut)]
pub struct CorrectionsOut {
    /// The requests.
    pub items: Vec<CorrectionOut>,
    /// For the next page.
    pub next_cursor: Option<String>,
}

/// Requests for the wire, in order.
///
/// # Errors
/// The store's fault.
pub(super) async fn corrections_out(tx: &Tx, requests: Vec<Correction>) -> StoreResult<Vec<CorrectionOut>> {
    let names = members::names(tx, requests.iter().map(|request| request.person)).await?;
    let out = requests.into_iter().map(|request| CorrectionOut {
        id: request.id.0,
        person_id: request.person.0,
        person_name: names.get(&request.person).cloned(),
        field: request.field.into(),
        wished: request.wished,
        why: request.why,
        state: request.state.code(),
        asked_at: request.asked_at.into(),
        decided_at: request.decided_at.map(Into::into),
        answer: request.answer,
    });
    Ok(out.collect())
}

/// The example in the document.
pub(super) fn correction_example() -> serde_json::Value {
    serde_json::json!({
        "id": "018e0f6a-0000-7000-8000-000000000081", "personId": "018e0f6a-0000-7000-8000-000000000013",
        "personName": "蒋远加", "field": "name", "wished": "蒋远嘉", "why": "身份证上是“嘉”", "state": "waiting",
        "askedAt": "2024-03-05T18:00:00+08:00", "decidedAt": null, "answer": null
    })
}
