//! What is told to the operator when a command fails: what happened and what to do next.

use xianfeng_infra::db::StoreError;

use crate::build::BuildError;
use crate::config::ConfigError;
use crate::http::problem::{Language, Problem};

/// Why a command failed.
#[derive(Debug, thiserror::Error)]
pub(super) enum CliError {
    /// The configuration is at fault.
    #[error("{0}\n`xianfeng config print-default` explains every key.")]
    Config(#[from] ConfigError),
    /// The application cannot be made of the configuration.
    #[error("{0}")]
    Build(#[from] BuildError),
    /// The database's fault.
    #[error("{0}")]
    Store(#[from] StoreError),
    /// Anything else, in a sentence.
    #[error("{0}")]
    Failed(String),
}

impl CliError {
    pub(super) fn failed(sentence: impl Into<String>) -> Self {
        Self::Failed(sentence.into())
    }

    pub(super) const fn exit_code(&self) -> u8 {
        match self {
            Self::Config(_) => 2,
            Self::Build(_) | Self::Store(_) | Self::Failed(_) => 1,
        }
    }
}

impl From<Problem> for CliError {
    /// The code, the sentence for people and the cause: the operator is who would read the log.
    fn from(problem: Problem) -> Self {
        let code = problem.code();
        let sentence = code.row().detail.in_language(Language::English);
        let cause = problem.cause_chain().map(|cause| format!(" ({cause})")).unwrap_or_default();
        Self::Failed(format!("{}: {sentence}{cause}", code.as_str()))
    }
}
