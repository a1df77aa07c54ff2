//! The program `xianfeng` end to end, as an operator runs it.

mod backup;
mod commands;
mod crash;
mod import;
mod life;
mod rulebook;
mod time_zone;
mod tls;
