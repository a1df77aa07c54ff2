//! What no reviewer has to remember: the rules of the house that a test can hold.

mod dependencies;
mod layers;
mod matrix;
mod readmes;
mod requirements;
mod schemas;
mod texts;

use std::path::PathBuf;

/// The clone's top.
pub(crate) fn workspace() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("..")
}
