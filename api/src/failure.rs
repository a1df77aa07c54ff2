//! How a use case ends when it does not succeed: a refusal with its code, or a fault below it.

use xianfeng_domain::rulebook::EnterRefusal;
use xianfeng_domain::tasks::Refusal;
use xianfeng_infra::db::{StoreError, TransactionError};

use crate::http::problem::{Code, FaultCode, Faults, Problem, Text};

/// Why a use case did nothing.
#[derive(Debug)]
pub enum Failure {
    /// A refusal that the caller is told.
    Refused(Problem),
    /// The store's fault; some of them only mean that the transaction starts again.
    Store(StoreError),
}

impl Failure {
    /// One invalid field that only the use case could find.
    pub fn field(pointer: impl Into<String>, code: FaultCode) -> Self {
        let mut faults = Faults::default();
        faults.add(pointer, code);
        Problem::invalid(Code::RequestInvalid, faults).into()
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

impl From<Problem> for Failure {
    fn from(problem: Problem) -> Self {
        Self::Refused(problem)
    }
}

impl From<Code> for Failure {
    fn from(code: Code) -> Self {
        Self::Refused(code.into())
    }
}

impl TransactionError for Failure {
    fn store(&self) -> Option<&StoreError> {
        match self {
            Self::Store(error) => Some(error),
            Self::Refused(_) => None,
        }
    }
}

impl From<Failure> for Problem {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::Refused(problem) => problem,
            Failure::Store(error) => error.into(),
        }
    }
}

impl From<StoreError> for Problem {
    fn from(error: StoreError) -> Self {
        let code = match &error {
            StoreError::Full => Code::ServerStorageFull,
            StoreError::Unavailable(_) | StoreError::Busy(_) | StoreError::Race(_) => Code::ServerUnavailable,
            StoreError::Duplicate | StoreError::Corrupt(_) | StoreError::Other(_) => Code::ServerInternal,
        };
        Self::new(code).because(error)
    }
}

impl From<Refusal> for Failure {
    /// Every refusal of the domain has its code here; the compiler sees that none is forgotten.
    fn from(refusal: Refusal) -> Self {
        let figure = |code: Code, figure: &dyn std::fmt::Display, zh: &'static str, en: &'static str| {
            Problem::new(code).detail(Text::fixed(zh, en).with(&figure.to_string()))
        };
        let problem = match refusal {
            Refusal::TaskNotOpen { state } => match state {
                xianfeng_domain::tasks::TaskState::Draft => Problem::new(Code::TaskNotPublished),
                _ => Problem::new(Code::TaskClosed),
            },
            Refusal::TaskWrongState { state } => Problem::new(Code::TaskWrongState).member("state", state.code()),
            Refusal::ItemChanged => Problem::new(Code::TaskItemChanged),
            Refusal::ClaimDeadlinePassed => Problem::new(Code::TaskClaimDeadlinePassed),
            Refusal::NotForBranch | Refusal::NotForCategory | Refusal::NotAssigned => {
                Problem::new(Code::TaskNotEligible)
            }
            Refusal::QuotaExhausted => Problem::new(Code::TaskQuotaExhausted),
            Refusal::AlreadyClaimed => Problem::new(Code::ClaimAlreadyMade),
            Refusal::WrongState { state } => Problem::new(Code::ClaimWrongState).member("state", state.code()),
            Refusal::Overdue => Problem::new(Code::ClaimOverdue),
            Refusal::ReportMissing => {
                figure(Code::ClaimEvidenceMissing, &"", "请写明做了什么。", "Write what was done.")
            }
            Refusal::PhotosMissing { needed } => figure(
                Code::ClaimEvidenceMissing,
                &needed,
                "这个任务至少需要 {} 张照片，请补充。",
                "This task needs at least {} photos: add them.",
            ),
            Refusal::TooManyPhotos { most } => {
                figure(Code::ClaimEvidenceMissing, &most, "照片最多 {} 张，请减少。", "At most {} photos: remove some.")
            }
            Refusal::DeedInFuture => Problem::new(Code::ClaimDeedInFuture),
            Refusal::DeedBeforeTask => Problem::new(Code::ClaimDeedBeforeTask),
            Refusal::OwnClaim => Problem::new(Code::ReviewOwnClaim),
            Refusal::PointsOutOfRange { min, max } => figure(
                Code::ReviewPointsOutOfRange,
                &format!("{min}–{max}"),
                "给分应在 {} 之间，请修改。",
                "Points must lie within {}: correct them.",
            ),
            Refusal::ReasonMissing => Problem::new(Code::ReviewReasonMissing),
            Refusal::QuotaBelowClaims { claimed } => figure(
                Code::TaskQuotaBelowClaims,
                &claimed,
                "已有 {} 人领办，名额不能更少。",
                "{} places are taken: the quota cannot be below that.",
            ),
        };
        Self::Refused(problem)
    }
}

impl From<EnterRefusal> for Failure {
    fn from(refusal: EnterRefusal) -> Self {
        match refusal {
            EnterRefusal::NoSuchItem | EnterRefusal::NotThisWay | EnterRefusal::NoDeed => Code::EntryItemUnfit.into(),
            EnterRefusal::NotForCategory => Code::EntryNotForCategory.into(),
            EnterRefusal::PointsNeeded { min, max } | EnterRefusal::PointsOutside { min, max } => {
                let range = format!("{min}–{max}");
                let detail = Text::fixed("分值应在 {} 之间，请修改。", "Points must lie within {}: correct them.");
                Problem::new(Code::EntryPointsInvalid).detail(detail.with(&range)).into()
            }
            EnterRefusal::QuantityNeeded | EnterRefusal::OtherUnit | EnterRefusal::TooMuch => {
                Code::EntryQuantityInvalid.into()
            }
        }
    }
}
