//! The shell of the HTTP service: errors, extractors, middleware, the OpenAPI document.
//!
//! A handler sees none of it but [`problem`] (what it answers when it refuses), [`extract`]
//! (what its parameters may be), [`wire`] (how values stand in JSON) and [`versioned`]. The
//! binary makes a [`Shell`] around the routes and [`serve`]s it.

mod app;
pub mod extract;
pub mod health;
pub mod meta;
pub mod metrics;
pub mod middleware;
pub mod openapi;
pub mod problem;
pub mod server;
pub mod tls;
pub mod versioned;
pub mod wire;

pub use app::{Routes, Shell, ShellSettings};
pub use server::{ServerSettings, serve};

#[cfg(test)]
mod tests;
