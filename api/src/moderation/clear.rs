//! Before it is written: what officials write is the record itself, and is seen as soon as it stands there. So content
//! safety passes it first; what it does not pass at once is not written, and waits in the people's queue.

use sha2::{Digest, Sha256};
use uuid::{Builder, Uuid};
use xianfeng_domain::access::Reach;
use xianfeng_domain::moderation::{CheckState, Ground, Subject};
use xianfeng_domain::organizations::OrganizationPath;
use xianfeng_infra::db::Tx;
use xianfeng_infra::moderation::{self as rows, TextCheck};

use super::look::ask_now;
use super::submit;
use crate::app::App;
use crate::auth::Act;
use crate::failure::Failure;
use crate::http::problem::{Code, Problem};

/// Texts that others see as soon as a command is done.
#[derive(Debug)]
pub(crate) struct Shown {
    subject: Subject,
    place: OrganizationPath,
    text: String,
}

impl Shown {
    /// The texts of a body, by who writes within a reach; nothing where there is no text or no reach.
    pub(crate) fn new<'a>(subject: Subject, reach: &Reach, texts: impl IntoIterator<Item = &'a str>) -> Option<Self> {
        let texts: Vec<&str> = texts.into_iter().map(str::trim).filter(|text| !text.is_empty()).collect();
        let place = reach.tops().first().filter(|_| !texts.is_empty())?.clone();
        Some(Self { subject, place, text: texts.join("\n") })
    }

    /// One check for the same words of the same office: what was passed once passes again, whoever sends it.
    fn id(&self) -> Uuid {
        let mut hasher = Sha256::new();
        for part in [self.subject.code(), self.place.as_str(), self.text.as_str()] {
            hasher.update(part);
            hasher.update([0]);
        }
        let mut bytes = [0; 16];
        bytes.copy_from_slice(&hasher.finalize()[..16]);
        Builder::from_custom_bytes(bytes).into_uuid()
    }
}

/// Lets texts through that content safety passes.
///
/// # Errors
/// `moderation.waiting` while it has given no verdict or doubts them: a person in the office or above decides, and the
/// author is told to send them again. `moderation.author_away` where WeChat does not look at what somebody wrote who has
/// not opened the mini-program for two hours. `moderation.refused` where a person has refused them.
pub(crate) async fn clear(app: &App, act: &Act, shown: &Shown) -> Result<(), Problem> {
    let id = shown.id();
    let find = async |tx: &Tx| rows::of_subject(tx, (shown.subject, id)).await;
    let mut check = app.database.read(find).await?;
    if check.is_none() {
        let put = async |tx: &Tx| submit(tx, act, shown.subject, id, &shown.place, &shown.text).await;
        app.database.transact("moderation.clear", put).await?;
        check = app.database.read(find).await?;
    }
    // A second press of the button asks for itself; after a try in vain, only when the pause is over.
    let is_asked = |check: &&TextCheck| {
        let due = check.asked == 0 || check.due_at.is_some_and(|due| due <= act.now);
        check.state == CheckState::Waiting && due
    };
    if let Some(waiting) = check.as_ref().filter(is_asked) {
        ask_now(app, waiting, act.now).await?;
        check = app.database.read(find).await?;
    }
    check.ok_or(Code::ModerationWaiting.into()).and_then(|check| verdict(&check))
}

fn verdict(check: &TextCheck) -> Result<(), Problem> {
    let code = match check.state {
        CheckState::Passed => return Ok(()),
        CheckState::Refused => Code::ModerationRefused,
        CheckState::Held if check.label.as_deref() == Some(Ground::AuthorAway.code()) => Code::ModerationAuthorAway,
        CheckState::Waiting | CheckState::Held => Code::ModerationWaiting,
    };
    Err(Problem::from(code).member("checkId", check.id.0))
}

/// Lets a draft be shown only if it still says what was let through: it was read before the transaction.
///
/// # Errors
/// `moderation.waiting` where it was changed meanwhile: sent again, the text that stands is looked at.
pub(crate) fn unchanged<T: PartialEq>(checked: &T, now: &T) -> Result<(), Failure> {
    if checked == now { Ok(()) } else { Err(Code::ModerationWaiting.into()) }
}
