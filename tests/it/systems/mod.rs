//! The five systems of `requirements.md`, each replayed under its ready rule book: what its account
//! tells is done day by day over HTTP, and every figure is compared with the test's own record.
//! Each is named as its ready book is.
//!
//! - `kit`: people, background work, the comparison of every board with the record
//! - `count`: the record and its sums, with nothing of the domain's
//! - `together`: what is entered for many at once
//! - `chishiqiao`: S0, two years of 17 branches and 497 members
//! - `tangjiao`: S1, two years of the village with 1,318 and 3,182 points
//! - `liangji`: S2, three villages through three years
//! - `wuxi`: S3, 546 members of whom 167 are away
//! - `six_categories`: S4, three months of six categories
//! - `beside`: S1's and S2's systems in one installation (issue 3, item 9)

mod beside;
mod chishiqiao;
mod count;
mod kit;
mod liangji;
mod settled_year;
mod six_categories;
mod tangjiao;
mod together;
mod wuxi;
