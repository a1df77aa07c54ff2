//! Giving an administrator a password and a code for logging in at a desk, and taking them away: on the command line.

use chrono::{DateTime, Utc};
use uuid::Uuid;
use xianfeng_domain::access::Role;
use xianfeng_domain::ids::{OrganizationId, PersonId};
use xianfeng_domain::organizations::OrganizationPath;
use xianfeng_infra::accounts::{self, DeskPassword};
use xianfeng_infra::audit::{self, Record};
use xianfeng_infra::db::{StoreResult, Tx};
use xianfeng_infra::{passwords, totp};

use crate::app::App;

/// What is shown once and nowhere stored as it is.
pub struct NewDeskPassword {
    /// What is typed as the name; random, so that nobody locks out whom they know.
    pub login_name: String,
    /// The password: 24 letters and digits, 120 random bits.
    pub password: String,
    /// What the app makes codes of, in base32.
    pub secret: String,
}

impl std::fmt::Debug for NewDeskPassword {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("NewDeskPassword")
    }
}

impl NewDeskPassword {
    /// A new one.
    pub fn random() -> Self {
        Self {
            login_name: format!("admin-{}", totp::random::<5>().to_ascii_lowercase()),
            password: totp::random::<15>(),
            secret: totp::random::<20>(),
        }
    }

    /// What an authenticator app reads from a QR code.
    pub fn uri(&self) -> String {
        let Self { login_name, secret, .. } = self;
        format!(
            "otpauth://totp/Xianfeng:{login_name}?secret={secret}&issuer=Xianfeng&algorithm=SHA1&digits=6&period=30"
        )
    }

    /// The hash of the password, to be stored; takes some tens of milliseconds.
    ///
    /// # Errors
    /// The fault of [`passwords::hash`].
    pub async fn hash(&self) -> StoreResult<String> {
        passwords::hash(self.password.clone()).await
    }
}

/// Gives an administrator of a township a new password in place of any that they had, and ends their sessions at
/// desks. Answers whether the person is administrator there: nobody else gets one.
///
/// # Errors
/// The store's fault.
pub async fn set_desk_password(
    tx: &Tx,
    app: &App,
    person: PersonId,
    (township, path): (OrganizationId, &OrganizationPath),
    (new, hash): (&NewDeskPassword, &str),
    now: DateTime<Utc>,
) -> StoreResult<bool> {
    let held = accounts::held_by(tx, person).await?;
    if !held.iter().any(|grant| grant.role == Role::TownshipAdmin && grant.organization == township) {
        return Ok(false);
    }
    let password = DeskPassword {
        id: Uuid::now_v7(),
        person,
        organization: township,
        login_name: new.login_name.clone(),
        password_hash: hash.to_owned(),
        totp_cipher: app.vault.seal_text(&new.secret)?,
    };
    accounts::set_desk_password(tx, &password, now).await?;
    end_sessions(tx, person, now).await?;
    log(tx, "cli.desk_password", person, path, now).await?;
    Ok(true)
}

/// Takes a person's password away and ends their sessions at desks. Answers whether there was one.
///
/// # Errors
/// The store's fault.
pub async fn remove_desk_password(
    tx: &Tx,
    person: PersonId,
    path: &OrganizationPath,
    now: DateTime<Utc>,
) -> StoreResult<bool> {
    if !accounts::remove_desk_password(tx, person).await? {
        return Ok(false);
    }
    end_sessions(tx, person, now).await?;
    log(tx, "cli.desk_password_remove", person, path, now).await?;
    Ok(true)
}

/// Whoever had the old password may have opened one.
async fn end_sessions(tx: &Tx, person: PersonId, now: DateTime<Utc>) -> StoreResult<()> {
    let Some(account) = accounts::of_person(tx, person).await? else { return Ok(()) };
    for session in accounts::desk_sessions(tx, account.id, now).await? {
        if let Some(family) = session.family {
            accounts::end_family(tx, family, now).await?;
        }
    }
    Ok(())
}

async fn log(tx: &Tx, action: &str, person: PersonId, path: &OrganizationPath, now: DateTime<Utc>) -> StoreResult<()> {
    let record = Record {
        action: action.to_owned(),
        subject_kind: Some("person"),
        subject: Some(person.0),
        organization: Some(path.clone()),
        ..Record::default()
    };
    audit::write(tx, record, now).await
}
