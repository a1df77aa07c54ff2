//! What `/readyz` asks for.

use std::sync::Arc;

use crate::app::App;
use crate::config::Config;
use crate::http::health::ReadyCheck;

/// Database, schema, store of pictures; and Redis where it is configured, without which boards
/// are read from the database.
pub(super) fn all(app: &App, config: &Config) -> Vec<ReadyCheck> {
    let (database, schema) = (app.database.clone(), app.database.clone());
    let (blobs, boards) = (Arc::clone(&app.blobs), Arc::clone(&app.boards));
    let mut checks = vec![
        ReadyCheck::new("database", move || {
            let database = database.clone();
            async move { Ok(database.ping().await?) }
        }),
        ReadyCheck::new("migrations", move || {
            let schema = schema.clone();
            async move {
                match schema.pending_migrations().await? {
                    0 => Ok(()),
                    pending => Err(format!("{pending} migrations are pending").into()),
                }
            }
        }),
        ReadyCheck::new("files", move || {
            let blobs = Arc::clone(&blobs);
            async move { Ok(blobs.check().await?) }
        }),
    ];
    if config.redis.is_some() {
        let redis = ReadyCheck::new("redis", move || {
            let boards = Arc::clone(&boards);
            async move { Ok(boards.check().await?) }
        });
        checks.push(redis.optional());
    }
    checks
}
