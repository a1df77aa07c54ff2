//! The configuration of a demonstration: the default file, its own keys, and loopback addresses.

use std::net::SocketAddr;
use std::path::Path;

use toml::{Table, Value};
use xianfeng_api::config::{Config, ConfigError};

use crate::wechat::PushTarget;

/// The mini-program that the stand-in plays the platform for.
pub(crate) const APP_ID: &str = "wx00000000000000de";

/// Token and key of message push between service and stand-in; no secrets, for both listen on loopback only.
const PUSH_TOKEN: &str = "demonstration";
const PUSH_AES_KEY: &str = "DemonstrationDemonstrationDemonstration1234";

/// Where the stand-in pushes to a server at `address`.
pub(crate) fn push_target(address: SocketAddr) -> PushTarget {
    let url = format!("http://{address}/wechat/push");
    PushTarget { url, token: PUSH_TOKEN.to_owned(), aes_key: PUSH_AES_KEY.to_owned() }
}

/// The templates of the demonstration's mini-program, for messages outside the app.
const TEMPLATES: &str = r#"[
    { key = "points", template_id = "demo-points", page = "pages/claim/index?id={subject}",
      kinds = ["claim.approved"], fields = { thing1 = "{task}", number2 = "{points}", time3 = "{at}" } },
    { key = "review", template_id = "demo-review", page = "pages/claim/index?id={subject}",
      kinds = ["claim.returned", "claim.rejected", "claim.revoked"],
      fields = { thing1 = "{task}", time2 = "{at}", phrase3 = "请查看" } },
    { key = "meeting", template_id = "demo-meeting", page = "pages/meeting/index?id={subject}",
      kinds = ["meeting.called", "meeting.changed"], fields = { thing1 = "{title}", time2 = "{time}" } },
]"#;

/// Their keys, and what the platform calls each: the key with `demo-` before it.
pub(crate) const TEMPLATE_KEYS: [&str; 3] = ["points", "review", "meeting"];

/// The configuration of a server at `address` on the SQLite file `database`.
pub(crate) fn config(
    keys: &Table,
    address: SocketAddr,
    database: &Path,
    files: &Path,
    wechat: &str,
) -> Result<Config, ConfigError> {
    let mut settings = keys.clone();
    let mut set = |section: &str, key: &str, value: Value| {
        let section = settings.entry(section).or_insert_with(|| Value::Table(Table::new()));
        if let Value::Table(section) = section {
            section.insert(key.to_owned(), value);
        }
    };
    set("server", "bind", Value::Array(vec![address.to_string().into()]));
    set("server", "public_base_url", format!("http://{address}").into());
    set("database", "url", format!("sqlite://{}", database.display()).into());
    set("files", "directory", files.display().to_string().into());
    set("wechat", "base_url", wechat.into());
    set("wechat", "app_id", APP_ID.into());
    set("wechat", "push_token", PUSH_TOKEN.into());
    set("wechat", "push_aes_key", PUSH_AES_KEY.into());
    set("wechat", "templates", TEMPLATES.into());
    Config::from_toml(&settings.to_string())
}

/// The secret that service and stand-in share.
pub(crate) fn secret(keys: &Table) -> String {
    keys.get("wechat").and_then(|wechat| wechat.get("secret")).and_then(Value::as_str).unwrap_or_default().to_owned()
}
