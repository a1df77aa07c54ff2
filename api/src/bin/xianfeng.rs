//! The program `xianfeng`: see `xianfeng --help`.

use std::process::ExitCode;

fn main() -> ExitCode {
    xianfeng_api::cli::main()
}
