//! What handlers and use cases work with: made once a process, shared by all workers.

use std::sync::Arc;
use std::time::Duration;

use xianfeng_infra::boards::Leaderboards;
use xianfeng_infra::db::Database;
use xianfeng_infra::files::{BlobStore, Preparer};
use xianfeng_infra::privacy::Vault;
use xianfeng_infra::wechat::WeChat;
use xianfeng_infra::wechat::push::PushKeys;

use crate::auth::Tokens;
use crate::clock::Clock;
use crate::messages::Templates;

/// The application.
#[derive(Clone)]
pub struct App {
    /// The database.
    pub database: Database,
    /// Who stands where.
    pub boards: Arc<dyn Leaderboards>,
    /// Seals phones and derives codes.
    pub vault: Vault,
    /// The present time.
    pub clock: Clock,
    /// The WeChat platform.
    pub wechat: WeChat,
    /// What proves that a pushed message is WeChat's; none: nothing is received.
    pub push_keys: Option<PushKeys>,
    /// Signs and reads access tokens.
    pub tokens: Tokens,
    /// Makes uploaded pictures harmless.
    pub pictures: Preparer,
    /// Keeps them.
    pub blobs: Arc<dyn BlobStore>,
    /// Settings that use cases ask for.
    pub settings: AppSettings,
}

/// Settings that use cases ask for.
#[derive(Clone, Debug)]
pub struct AppSettings {
    /// What people type to reach the service, without a slash at the end; stands in QR codes.
    pub public_base_url: String,
    /// How long an invite can be used.
    pub invite_lifetime: Duration,
    /// The mini-program's page that takes an invite.
    pub invite_page: String,
    /// The mini-program's page of a task.
    pub task_page: String,
    /// The mini-program's page of a content.
    pub content_page: String,
    /// The mini-program's page of a meeting.
    pub meeting_page: String,
    /// Which messages WeChat brings, and with what.
    pub templates: Templates,
    /// Uploads that no claim took for so long are swept.
    pub unclaimed_after: Duration,
    /// The most bytes of an uploaded picture.
    pub max_picture: usize,
    /// The most bytes of an uploaded roster.
    pub max_roster: usize,
}
