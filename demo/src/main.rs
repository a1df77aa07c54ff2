//! `xianfeng-demo`: the demonstration in one command.

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser;
use indicatif::{ProgressBar, ProgressStyle};
use xianfeng_demo::township::Extent;
use xianfeng_demo::{Options, start};
use xianfeng_domain::time::Day;

/// The township of Chishiqiao on your machine: 17 branches, 497 made-up members, a year of
/// activity, a public board and an API to try. Listens on loopback only.
#[derive(Debug, Parser)]
#[command(
    version,
    after_help = "Examples:\n  \
    xianfeng-demo                       start, or go on with yesterday's township\n  \
    xianfeng-demo --fresh --seed 7      begin anew with another year\n  \
    xianfeng-demo --data /tmp/demo --port 9000"
)]
struct Arguments {
    /// Where the demonstration keeps its data.
    #[arg(long, value_name = "DIR", default_value = "data/demo")]
    data: PathBuf,
    /// Port on 127.0.0.1 [default: 8080 or the next free one].
    #[arg(long)]
    port: Option<u16>,
    /// Delete the demonstration in the directory first; never anything else.
    #[arg(long)]
    fresh: bool,
    /// Another seed is another year.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// The day up to which the year is told [default: today].
    #[arg(long, value_name = "DATE")]
    today: Option<Day>,
}

#[actix_web::main]
async fn main() -> ExitCode {
    tracing_subscriber::fmt().with_max_level(tracing::Level::WARN).with_writer(io::stderr).init();
    match run(Arguments::parse()).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // Where even this cannot be written there is nobody to tell.
            let _ = writeln!(io::stderr(), "xianfeng-demo: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn run(arguments: Arguments) -> Result<(), Box<dyn std::error::Error>> {
    let options = Options {
        data: arguments.data,
        port: arguments.port,
        fresh: arguments.fresh,
        seed: arguments.seed,
        today: arguments.today,
        extent: Extent::WHOLE,
    };
    let progress = ProgressBar::no_length()
        .with_style(ProgressStyle::with_template("  loading the township  {bar:32} {percent:>3} %  {eta} left")?);
    let demo = start(&options, &progress).await?;
    progress.finish_and_clear();
    demo.welcome(&mut io::stdout()).await?;
    Ok(demo.run().await?)
}
