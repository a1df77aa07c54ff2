//! End to end tests.

mod wechat;
