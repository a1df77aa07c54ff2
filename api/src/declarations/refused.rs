//! What the person is told of each refusal of the domain; the compiler sees that none is forgotten.

use xianfeng_domain::declarations::Refusal;
use xianfeng_domain::rulebook::EnterRefusal;

use crate::failure::Failure;
use crate::http::problem::{Code, Problem, Text};

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Self {
        let problem = match refusal {
            Refusal::WrongState { state } => Problem::new(Code::DeclarationWrongState).member("state", state.code()),
            Refusal::InFuture => Problem::new(Code::DeclarationInFuture),
            Refusal::NotMemberThen => Problem::new(Code::DeclarationNotMemberThen),
            Refusal::ReportPeriod => Problem::new(Code::ReportPeriodUnfit),
            Refusal::ReportClosed => Problem::new(Code::PeriodClosed),
            Refusal::AlreadyReported => Problem::new(Code::ReportAlreadyMade),
            Refusal::ItemMissing => Problem::new(Code::DeclarationItemMissing),
            Refusal::NotAnAddition => told(
                Code::DeclarationItemUnfit,
                "这个项目不是加分项目，请另选项目。",
                "This item adds no points: choose another.",
            ),
            Refusal::Item(refusal) => item(refusal),
            Refusal::EvidenceMissing => Problem::new(Code::DeclarationEvidenceMissing),
            Refusal::ReasonMissing => Problem::new(Code::DeclarationReasonMissing),
            Refusal::OwnDeclaration => Problem::new(Code::DeclarationOwn),
        };
        Self::Refused(problem)
    }
}

fn told(code: Code, zh: &'static str, en: &'static str) -> Problem {
    Problem::new(code).detail(Text::fixed(zh, en))
}

fn item(refusal: EnterRefusal) -> Problem {
    match refusal {
        EnterRefusal::NoSuchItem => told(
            Code::DeclarationItemUnfit,
            "积分台账中没有这个项目，或已停用，请另选项目。",
            "The rule book has no such item in use: choose another.",
        ),
        EnterRefusal::NotThisWay | EnterRefusal::NoDeed => told(
            Code::DeclarationItemUnfit,
            "这个项目不能用这种方式申报，请另选项目。",
            "The item is not entered in this way: choose another.",
        ),
        EnterRefusal::NotForCategory => told(
            Code::DeclarationItemUnfit,
            "这个项目不适用于该党员的类别，请另选项目。",
            "The item is for other categories of members: choose another.",
        ),
        EnterRefusal::PointsNeeded { min, max } => Problem::new(Code::DeclarationPointsUnfit).detail(Text::new(
            format!("请填写分值，应在 {min}–{max} 之间。"),
            format!("Say how many points, from {min} to {max}."),
        )),
        EnterRefusal::PointsOutside { min, max } => Problem::new(Code::DeclarationPointsUnfit).detail(Text::new(
            format!("分值应在 {min}–{max} 之间，请修改。"),
            format!("Points must lie within {min} and {max}: correct them."),
        )),
        EnterRefusal::QuantityNeeded => told(
            Code::DeclarationQuantityUnfit,
            "这个项目按数量计分，请填写数量。",
            "This item counts by quantity: say how much.",
        ),
        EnterRefusal::OtherUnit => told(
            Code::DeclarationQuantityUnfit,
            "数量的单位与项目规定的不同，请按项目的单位填写。",
            "The item counts in another unit: give the quantity in that one.",
        ),
        EnterRefusal::TooMuch => told(
            Code::DeclarationQuantityUnfit,
            "数量过大，分值超出允许范围，请核对。",
            "So much would be more points than one entry may hold: check the quantity.",
        ),
    }
}
