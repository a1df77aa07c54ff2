//! Asking the platform, after the commit.

use uuid::Uuid;
use xianfeng_domain::moderation::{CheckState, Subject, pieces};
use xianfeng_infra::accounts;
use xianfeng_infra::db::Tx;
use xianfeng_infra::moderation::{self as rows, TextCheck};
use xianfeng_infra::wechat::{Verdict, WeChatError};

use crate::app::App;
use crate::failure::Failure;

/// Asks the platform about a text that was just written. Whatever goes wrong leaves it waiting, which hides it; the
/// request that wrote it succeeds all the same.
pub async fn look(app: &App, subject: Subject, id: Uuid) {
    if let Err(error) = ask(app, subject, id).await {
        tracing::warn!(subject = subject.code(), ?error, "a text could not be checked yet");
    }
}

async fn ask(app: &App, subject: Subject, id: Uuid) -> Result<(), Failure> {
    let load = async |tx: &Tx| -> Result<_, Failure> {
        let check = rows::of_subject(tx, (subject, id)).await?;
        let Some(check) = check.filter(|check| check.state == CheckState::Waiting) else { return Ok(None) };
        let author = accounts::open_id_of(tx, app.wechat.app_id(), check.author).await?;
        Ok(Some((check, author)))
    };
    let Some((check, author)) = app.database.read(load).await? else { return Ok(()) };
    let (state, label) = match author {
        // Nobody whom the platform knows: a person has to look.
        None => (CheckState::Held, None),
        Some(author) => match verdict(app, &author, &check).await {
            Ok(Verdict::Pass) => (CheckState::Passed, None),
            Ok(Verdict::Review(label) | Verdict::Risky(label)) => (CheckState::Held, Some(label.to_string())),
            // Logged and counted by the client; asked again by the worker.
            Err(_) => return Ok(()),
        },
    };
    let write = async |tx: &Tx| -> Result<_, Failure> {
        Ok(rows::judge(tx, &check, state, label.as_deref(), app.clock.now()).await?)
    };
    app.database.transact("moderation.judge", write).await?;
    Ok(())
}

/// The worst word on the pieces of a text.
async fn verdict(app: &App, author: &str, check: &TextCheck) -> Result<Verdict, WeChatError> {
    let mut worst = Verdict::Pass;
    for piece in pieces(&check.text) {
        match app.wechat.check_text(author, &piece).await? {
            Verdict::Pass => {}
            Verdict::Review(label) => worst = Verdict::Review(label),
            risky @ Verdict::Risky(_) => return Ok(risky),
        }
    }
    Ok(worst)
}
