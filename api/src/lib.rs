//! HTTP: routes, wire types, use cases, authentication, OpenAPI, configuration, and the binary `xianfeng`.

pub mod board;
pub mod config;
pub mod http;
