//! End to end tests: a real server, a real database, a real Redis and the stand-in for WeChat.
//!
//! This library is what the tests stand on. [`Storage`] gives each test a database of its own on the engine that
//! `tests/run` chose; the tests themselves are in `tests/it`.

#![allow(clippy::expect_used, clippy::panic, reason = "a test that cannot be prepared has failed, and says why")]

mod blocking;
pub mod fixture;
mod mysql;
mod program;
mod redis;
mod server;
mod sqlite;
mod storage;

pub use program::{Ended, Program, Serving};
pub use server::{APP_ID, Answer, TestServer, stand_in};
pub use storage::{Storage, StorageKind};
