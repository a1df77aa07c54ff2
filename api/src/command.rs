//! Commands: one named transaction that does the work and keeps the first reply (invariant 6).

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use serde::Serialize;
use sha2::{Digest, Sha256};
use xianfeng_domain::access::Reach;
use xianfeng_domain::moderation::Subject;
use xianfeng_domain::organizations::OrganizationPath;
use xianfeng_infra::db::Tx;
use xianfeng_infra::idempotency::{self, Key, Stored};

use crate::app::App;
use crate::assistance;
use crate::auth::Act;
use crate::failure::Failure;
use crate::http::extract::IdempotencyKey;
use crate::http::problem::{Code, Problem};
use crate::moderation::{self, Shown};

/// A command: who asks for what, under which key.
#[derive(Debug)]
pub struct Command<'a> {
    app: &'a App,
    act: &'a Act,
    name: &'static str,
    key: Key,
    shown: Option<Shown>,
}

impl std::fmt::Debug for App {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("App")
    }
}

/// What a command's work answers.
#[derive(Debug)]
pub struct Done<T> {
    status: StatusCode,
    body: T,
    reach: Option<OrganizationPath>,
}

impl<T> Done<T> {
    /// 200 with a body.
    pub fn ok(body: T) -> Self {
        Self { status: StatusCode::OK, body, reach: None }
    }

    /// 201 with a body.
    pub fn created(body: T) -> Self {
        Self { status: StatusCode::CREATED, body, reach: None }
    }

    /// A replay is for who still reaches this organization only.
    pub fn within(self, path: &OrganizationPath) -> Self {
        Self { reach: Some(path.clone()), ..self }
    }

    /// For a batch: a replay is for who still reaches the one organization around all that is reached
    /// now, if there is one.
    pub fn within_reach(self, reach: &Reach) -> Self {
        let tops = reach.tops();
        let around = tops.iter().find(|top| tops.iter().all(|other| top.covers(other)));
        Self { reach: around.cloned(), ..self }
    }
}

/// A reply, the first one or the same again.
#[derive(Debug)]
pub struct Reply {
    status: StatusCode,
    json: String,
    replayed: bool,
}

impl Reply {
    /// The stored JSON, for replies with a secret that is added after the commit.
    pub fn json(&self) -> &str {
        &self.json
    }

    /// Whether it is the first one again.
    pub fn is_replayed(&self) -> bool {
        self.replayed
    }

    /// Replaces the JSON that goes out; what is stored stays as it is.
    pub fn with_json(self, json: String) -> Self {
        Self { json, ..self }
    }
}

impl From<Reply> for HttpResponse {
    fn from(reply: Reply) -> Self {
        let mut response = Self::build(reply.status);
        if reply.replayed {
            response.insert_header((IdempotencyKey::REPLAYED, "true"));
        }
        response.content_type("application/json").body(reply.json)
    }
}

impl<'a> Command<'a> {
    /// A command `name` (which scopes the key) on `subject` with an `input`.
    ///
    /// # Errors
    /// When the input cannot be written as JSON, which no input of ours fails.
    pub fn new(
        app: &'a App,
        act: &'a Act,
        name: &'static str,
        key: &IdempotencyKey,
        subject: impl std::fmt::Display,
        input: &impl Serialize,
    ) -> Result<Self, Problem> {
        let input = serde_json::to_vec(input).map_err(Problem::internal)?;
        let mut hasher = Sha256::new();
        hasher.update(subject.to_string());
        hasher.update([0]);
        hasher.update(input);
        if let Some(acting) = act.caller.acting {
            // The key stays the helper's, and good for one member only.
            hasher.update(acting.person.0);
        }
        let key = Key {
            account: act.caller.account,
            route: name,
            key: key.as_str().to_owned(),
            fingerprint: hasher.finalize().into(),
        };
        Ok(Self { app, act, name, key, shown: None })
    }

    /// Others see these texts as soon as the work is done, so content safety passes them first; nothing is written
    /// where it does not. `reach` is where the caller acts: whose people decide on what is held.
    pub(crate) fn shows<'t>(self, subject: Subject, reach: &Reach, texts: impl IntoIterator<Item = &'t str>) -> Self {
        Self { shown: Shown::new(subject, reach, texts), ..self }
    }

    /// The first reply, if the command has been done: for handlers with costly work before the
    /// transaction. [`run`](Self::run) looks again.
    ///
    /// # Errors
    /// As [`run`](Self::run).
    pub async fn first_reply(&self) -> Result<Option<Reply>, Problem> {
        let find = async |tx: &Tx| -> Result<_, Failure> {
            let first = idempotency::find(tx, &self.key).await?;
            first.map(|first| self.replay(first)).transpose()
        };
        Ok(self.app.database.read(find).await?)
    }

    /// Does the work once: in one transaction, with its reply; a repeated command gets the first
    /// reply. The work may run several times until it commits, and must have no other effect.
    ///
    /// # Errors
    /// What the work refuses (the key stays free then), `idempotency.key_reused` for another
    /// input, or the not-found of somebody who does not reach the first reply any more; `moderation.waiting`,
    /// `moderation.author_away` and `moderation.refused` for texts that others would see (`shows`).
    pub async fn run<T: Serialize>(
        self,
        work: impl AsyncFn(&Tx) -> Result<Done<T>, Failure>,
    ) -> Result<Reply, Problem> {
        if let Some(shown) = &self.shown
            && self.first_reply().await?.is_none()
        {
            moderation::clear(self.app, self.act, shown).await?;
        }
        let once = async |tx: &Tx| -> Result<Reply, Failure> {
            if let Some(first) = idempotency::find(tx, &self.key).await? {
                return self.replay(first);
            }
            if let Some(acting) = self.act.caller.acting {
                // Read again inside: a consent that was withdrawn meanwhile lets nothing through.
                assistance::hold(tx, self.act, acting).await?;
            }
            let done = work(tx).await?;
            let json = serde_json::to_string(&done.body).map_err(Problem::internal)?;
            let stored = Stored {
                fingerprint: self.key.fingerprint,
                status: done.status.as_u16(),
                reply: json.clone(),
                reach: done.reach,
            };
            idempotency::store(tx, &self.key, &stored, self.act.now).await?;
            Ok(Reply { status: done.status, json, replayed: false })
        };
        Ok(self.app.database.transact(self.name, once).await?)
    }

    fn replay(&self, first: Stored) -> Result<Reply, Failure> {
        if first.fingerprint != self.key.fingerprint {
            return Err(Code::IdempotencyKeyReused.into());
        }
        let caller = &self.act.caller;
        let reaches = |path: &OrganizationPath| {
            caller.grants.iter().any(|grant| grant.path.covers(path))
                || caller.branch().is_some_and(|branch| path.covers(branch))
        };
        if first.reach.as_ref().is_some_and(|path| !reaches(path)) {
            // As anything else out of reach: it is not there.
            return Err(Code::RequestUnknownRoute.into());
        }
        let status = StatusCode::from_u16(first.status).map_err(Problem::internal)?;
        Ok(Reply { status, json: first.reply, replayed: true })
    }
}
