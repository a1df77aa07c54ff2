//! The demonstration: a stand-in for WeChat, the township of Chishiqiao, and the binary `xianfeng-demo`.

pub mod wechat;
