//! End to end tests.

mod files;
mod wechat;
