//! The five systems of `requirements.md`, each replayed under its ready rule book: what its account
//! tells is done day by day over HTTP, and every figure is compared with the test's own record.
//!
//! - `kit`: people, background work, the comparison of every board with the record
//! - `count`: the record and its sums, with nothing of the domain's
//! - `together`: what is entered for many at once
//! - `chishiqiao` (S0), `wuxi` (S3): the scenarios

mod chishiqiao;
mod count;
mod kit;
mod together;
mod wuxi;
