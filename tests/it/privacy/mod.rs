//! The privacy desk: Personal Information Protection Law, articles 15 to 17, 24, 25, 28 and 44 to 50.

mod closure;
mod consents;
mod corrections;
mod data;
mod erasure;
mod events;
mod inventory;
mod looks;
mod public_names;

use xianfeng_api::work::Job;
use xianfeng_tests::TestServer;

/// Carries out what is due; answers how many closures were looked at.
async fn run(server: &TestServer) -> usize {
    Job::CloseAccounts.step(&server.app, server.clock.now()).await.expect("a step")
}
