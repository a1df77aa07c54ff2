//! End to end tests.

mod storage;
mod wechat;
