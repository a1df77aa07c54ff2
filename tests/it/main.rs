//! End to end tests.

mod guards;
mod storage;
mod wechat;
