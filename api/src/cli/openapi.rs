//! `xianfeng openapi`.

use std::fs;

use super::Ending;
use super::arguments::OpenapiArguments;
use super::backup::cannot_write;
use super::console::{complain, print, say};
use super::error::CliError;
use crate::http::openapi;

pub(super) fn openapi(arguments: &OpenapiArguments) -> Result<Ending, CliError> {
    let text = openapi::of_service().to_json();
    let Some(file) = &arguments.file else {
        print(&String::from_utf8_lossy(&text));
        return Ok(Ending::Done);
    };
    if arguments.check {
        let same = fs::read_to_string(file).is_ok_and(|written| written == text);
        if !same {
            complain(format_args!("{} differs: write it with `xianfeng openapi {0}`", file.display()));
        }
        return Ok(if same { Ending::Done } else { Ending::Differs });
    }
    fs::write(file, text).map_err(|error| cannot_write(file, &error))?;
    say(format_args!("written to {}", file.display()));
    Ok(Ending::Done)
}
