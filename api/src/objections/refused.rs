//! What the domain refuses, as codes.

use xianfeng_domain::objections::Refusal;

use crate::failure::Failure;
use crate::http::problem::{Code, Problem};
use crate::http::wire::WireDay;

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::NotPublished => Code::EditionNotFound.into(),
            Refusal::TermOver(until) => {
                Problem::new(Code::ObjectionTermOver).member("until", until.map(WireDay)).into()
            }
            Refusal::OlderEdition { newest } => {
                Problem::new(Code::ObjectionOlderEdition).member("edition", newest).into()
            }
            Refusal::WrongState => Code::ObjectionWrongState.into(),
            Refusal::Own => Code::ObjectionOwn.into(),
        }
    }
}
