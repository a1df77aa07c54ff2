//! The demonstration: a stand-in for WeChat, the township of Chishiqiao, and the binary `xianfeng-demo`.
//!
//! [`township`] says who does what, [`load()`] carries it out through the service's own use cases,
//! [`start()`] serves it on loopback with the stand-in beside it.

mod directory;
mod keys;
mod load;
mod settings;
mod start;
pub mod township;
pub mod wechat;
mod welcome;

pub use directory::{Directory, DirectoryError};
pub use load::{LoadError, load};
pub use start::{Demo, Options, StartError, start};
