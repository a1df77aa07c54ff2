//! `xianfeng rebuild-leaderboards`.

use super::Ending;
use super::console::{bar, say};
use super::context;
use super::error::CliError;
use crate::config::Config;

pub(super) async fn rebuild(config: &Config) -> Result<Ending, CliError> {
    let app = context::open(config).await?;
    let bar = bar("townships", Some(0));
    let progress = |done: usize, of: usize| {
        bar.set_length(of as u64);
        bar.set_position(done as u64);
    };
    let built = app.boards.rebuild(app.clock.now(), &progress).await;
    bar.finish_and_clear();
    built.map_err(|error| CliError::failed(format!("the leaderboards could not be built: {error}")))?;
    app.database.close().await?;
    say(if config.redis.is_some() {
        "the leaderboards are built anew"
    } else {
        "nothing to build: without redis.urls the leaderboards come from the database"
    });
    Ok(Ending::Done)
}
