//! Writing the copy: members into generations, and generations into use.

use std::sync::LazyLock;

use redis::{Script, pipe};
use uuid::Uuid;

use super::keys::{BUILD_SECONDS, KEEP_SECONDS, Keys};
use super::link::{Connection, fault};
use super::snapshot::{Copied, Snapshot};
use crate::boards::BoardsError;

static APPLY: LazyLock<Script> = LazyLock::new(|| Script::new(include_str!("apply.lua")));
static PUBLISH: LazyLock<Script> = LazyLock::new(|| Script::new(include_str!("publish.lua")));

/// How many members go in one round trip: a few thousand small commands, far inside the time-out.
const CHUNK: usize = 50;

/// Writes members into one generation.
pub(super) async fn apply(
    connection: &mut Connection,
    keys: &Keys,
    generation: &str,
    members: &[Copied],
) -> Result<(), BoardsError> {
    let (remembered, boards) = (keys.members(generation), keys.boards(generation));
    for chunk in members.chunks(CHUNK) {
        // Before the pipeline, which cannot load a script that the server has lost.
        APPLY.prepare_invoke().load_async(connection).await.map_err(|error| fault(&error))?;
        let mut pipeline = pipe();
        for copied in chunk {
            let mut call = APPLY.prepare_invoke();
            call.key(&remembered).arg(&boards).arg(KEEP_SECONDS);
            call.arg(copied.member.0.simple().to_string()).arg(copied.version).arg(&copied.text);
            for (place, score) in &copied.places {
                call.arg(place).arg(*score);
            }
            pipeline.invoke_script(&call).ignore();
        }
        let () = pipeline.query_async(connection).await.map_err(|error| fault(&error))?;
    }
    Ok(())
}

/// The generations that must show every change: the one that is read and the one being built.
///
/// Called after the change was read from the database: a generation that is announced later
/// reads the database later too, so that it holds the change already. The one being built is
/// asked for first: published in between, it is either found there or read as the ready one.
pub(super) async fn generations(connection: &mut Connection, keys: &Keys) -> Result<Vec<String>, BoardsError> {
    let (building, ready): (Option<String>, Option<String>) = pipe()
        .get(keys.building())
        .hget(keys.ready(), "generation")
        .query_async(connection)
        .await
        .map_err(|error| fault(&error))?;
    let mut found: Vec<String> = building.into_iter().chain(ready).collect();
    found.dedup();
    Ok(found)
}

/// Under which stamp a township is ready.
pub(super) async fn ready_stamp(connection: &mut Connection, keys: &Keys) -> Result<Option<String>, BoardsError> {
    let mut command = redis::cmd("HGET");
    command.arg(keys.ready()).arg("stamp").query_async(connection).await.map_err(|error| fault(&error))
}

/// Announces a new generation, before the database is read for it. None when another is being
/// built, unless that one is to give way.
pub(super) async fn announce(
    connection: &mut Connection,
    keys: &Keys,
    give_way: bool,
) -> Result<Option<String>, BoardsError> {
    let generation = Uuid::now_v7().simple().to_string();
    let mut command = redis::cmd("SET");
    command.arg(keys.building()).arg(&generation).arg("EX").arg(BUILD_SECONDS);
    if !give_way {
        command.arg("NX");
    }
    let set: Option<String> = command.query_async(connection).await.map_err(|error| fault(&error))?;
    Ok(set.map(|_| generation))
}

/// Fills an announced generation and has it read from now on; says whether it was still the one
/// being built.
pub(super) async fn fill(
    connection: &mut Connection,
    keys: &Keys,
    generation: &str,
    snapshot: &Snapshot,
) -> Result<bool, BoardsError> {
    apply(connection, keys, generation, &snapshot.members).await?;
    let mut call = PUBLISH.prepare_invoke();
    call.key(keys.building()).key(keys.ready()).arg(generation).arg(&snapshot.stamp);
    let published: u32 = call.invoke_async(connection).await.map_err(|error| fault(&error))?;
    Ok(published == 1)
}
