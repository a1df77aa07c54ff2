//! The command line; its doc comments are the help.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};
use xianfeng_domain::roster::Phone;

const EXAMPLES: &str = "\
A new installation on SQLite:
  xianfeng config print-default > xianfeng.toml   # then fill in what has no default
  export XIANFENG_CONFIG=xianfeng.toml
  xianfeng config check
  xianfeng migrate
  xianfeng create-admin --township 赤石桥乡党委 --name 王海云
  xianfeng serve

Every day:
  xianfeng backup /var/backups/xianfeng-$(date +%F).db
  xianfeng verify

Every key of the configuration can also stand in the environment: database.url is
XIANFENG_DATABASE__URL. The program writes no secret of it to the screen or the log.

Exit status: 0 done; 1 failed, or verify and --check found something wrong; 2 the command line
or the configuration is at fault.";

/// The backend of the points system for party members in townships.
#[derive(Debug, Parser)]
#[command(name = "xianfeng", version, after_help = EXAMPLES)]
pub(super) struct Arguments {
    /// Configuration file (TOML); the environment overrides it.
    #[arg(long, global = true, env = "XIANFENG_CONFIG", value_name = "FILE")]
    pub(super) config: Option<PathBuf>,
    #[command(subcommand)]
    pub(super) command: Command,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Serve the API and the public boards, and do the background work.
    ///
    /// Stops on SIGTERM once the requests in flight are answered. Start as many as you like on
    /// one MySQL and Redis; on SQLite exactly one.
    Serve,
    /// Bring the database's schema up to date.
    ///
    /// Safe to run again, and while the release before still serves.
    #[command(after_help = "Examples:\n  xianfeng migrate --status\n  xianfeng migrate")]
    Migrate(MigrateArguments),
    /// Make a township administrator, and the township if it is missing.
    ///
    /// Prints an invite code, once: the administrator logs in from WeChat and binds the account
    /// with it. For who lost it, run the command again: the old code ends.
    #[command(
        after_help = "Example:\n  xianfeng create-admin --township 赤石桥乡党委 --name 王海云 --phone 13900000000"
    )]
    CreateAdmin(CreateAdminArguments),
    /// Give an administrator a password and a code for logging in at a desk.
    ///
    /// Prints a login name, a password and what an authenticator app needs, once. For desks where no
    /// phone with the mini-program is at hand; everybody else scans the QR code. Run again it makes
    /// new ones, and ends the administrator's sessions at desks.
    #[command(
        after_help = "Examples:\n  xianfeng desk-password --township 赤石桥乡党委 --name 王海云\n  xianfeng desk-password --township 赤石桥乡党委 --name 王海云 --remove"
    )]
    DeskPassword(DeskPasswordArguments),
    /// Import a roster (xlsx) into a township.
    ///
    /// All rows or none, unless told to skip the bad ones; each bad row is named. Rows that a
    /// person must decide on are never written. Importing twice changes nothing. Exit status 1 if
    /// any row is bad or to be decided on.
    #[command(
        after_help = "Examples:\n  xianfeng import-roster --township 赤石桥乡党委 roster.xlsx --create-branches --dry-run\n  xianfeng import-roster --township 赤石桥乡党委 roster.xlsx --create-branches"
    )]
    ImportRoster(ImportArguments),
    /// Compute everything anew and name every difference.
    ///
    /// Chains, heads, totals, caps, words, claims against entries and places; reads only, beside
    /// the running server. Exit status 1 if anything differs.
    #[command(
        after_help = "Examples:\n  xianfeng verify\n  xianfeng verify --files    # reads every stored picture, too"
    )]
    Verify(VerifyArguments),
    /// Build the leaderboards in Redis anew from the database.
    RebuildLeaderboards,
    /// Write a board or the ledger of an organization as xlsx.
    ///
    /// Names are masked unless --full-names. Every export is in the audit log.
    #[command(
        after_help = "Examples:\n  xianfeng export leaderboard --organization 赤石桥乡党委 --period 2024-Q1 board.xlsx\n  xianfeng export ledger --organization 甲村党支部 --full-names ledger.xlsx"
    )]
    Export(ExportArguments),
    /// Write a copy of the SQLite database while the server runs.
    ///
    /// The pictures (files.directory) are not in it: copy that directory after the backup. On
    /// MySQL it says what to run instead.
    #[command(after_help = "Example:\n  xianfeng backup /var/backups/xianfeng-2024-03-01.db")]
    Backup(FileArgument),
    /// Put a backup in place of a SQLite database that is not there.
    ///
    /// Checks the backup first, and never overwrites: move the old file away yourself, with the
    /// server stopped.
    #[command(after_help = "Example:\n  xianfeng restore /var/backups/xianfeng-2024-03-01.db")]
    Restore(FileArgument),
    /// Print the OpenAPI document, write it to a file or check one.
    #[command(
        after_help = "Examples:\n  xianfeng openapi openapi/openapi.json\n  xianfeng openapi openapi/openapi.json --check"
    )]
    Openapi(OpenapiArguments),
    /// Check the configuration, or print the commented default.
    #[command(subcommand)]
    Config(ConfigCommand),
    /// Check a rule book (积分管理台账), or print one to start from.
    ///
    /// Needs neither configuration nor database. The format is explained in docs/rulebook.md.
    #[command(
        subcommand,
        after_help = "Examples:\n  xianfeng rulebook ready chishiqiao > rulebook.toml\n  xianfeng rulebook check rulebook.toml"
    )]
    Rulebook(RulebookCommand),
}

/// What an export holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum Exported {
    /// The board of members.
    Leaderboard,
    /// The entries.
    Ledger,
}

#[derive(Debug, Args)]
pub(super) struct ExportArguments {
    /// What to export.
    pub(super) what: Exported,
    /// The organization's full name, or its id.
    #[arg(long, value_name = "NAME|ID")]
    pub(super) organization: String,
    /// 2024, 2024-Q1 or 2024-03; the running closing unit for a board, everything for the ledger, where absent.
    #[arg(long)]
    pub(super) period: Option<xianfeng_domain::time::Period>,
    /// Full names instead of masked ones.
    #[arg(long)]
    pub(super) full_names: bool,
    /// The xlsx file to write; it must not be there yet.
    pub(super) file: PathBuf,
}

#[derive(Debug, Args)]
pub(super) struct MigrateArguments {
    /// Only list what has run and what has not; exit status 1 if something is left to run.
    #[arg(long)]
    pub(super) status: bool,
}

#[derive(Debug, Args)]
pub(super) struct CreateAdminArguments {
    /// The township's party committee, by its full name.
    #[arg(long, value_name = "NAME", value_parser = name)]
    pub(super) township: String,
    /// The administrator's name.
    #[arg(long, value_name = "NAME", value_parser = name)]
    pub(super) name: String,
    /// The administrator's mobile number: finds a person who is on the roster already.
    #[arg(long, value_parser = phone)]
    pub(super) phone: Option<Phone>,
}

#[derive(Debug, Args)]
pub(super) struct DeskPasswordArguments {
    /// The township's party committee, by its full name or its id.
    #[arg(long, value_name = "NAME|ID", value_parser = name)]
    pub(super) township: String,
    /// The administrator's name.
    #[arg(long, value_name = "NAME", value_parser = name)]
    pub(super) name: String,
    /// Take the password away and make none.
    #[arg(long)]
    pub(super) remove: bool,
}

#[derive(Debug, Args)]
pub(super) struct ImportArguments {
    /// The township, by name or id.
    #[arg(long, value_name = "NAME|ID", value_parser = name)]
    pub(super) township: String,
    /// The roster.
    #[arg(value_name = "FILE")]
    pub(super) file: PathBuf,
    /// Write nothing: say what would happen.
    #[arg(long)]
    pub(super) dry_run: bool,
    /// Import the good rows although some are bad.
    #[arg(long)]
    pub(super) skip_invalid: bool,
    /// For a first import: make the branches that the roster names.
    #[arg(long)]
    pub(super) create_branches: bool,
}

#[derive(Debug, Args)]
pub(super) struct VerifyArguments {
    /// Read every stored picture, too.
    #[arg(long)]
    pub(super) files: bool,
}

#[derive(Debug, Args)]
pub(super) struct FileArgument {
    /// The backup.
    #[arg(value_name = "FILE")]
    pub(super) file: PathBuf,
}

#[derive(Debug, Args)]
pub(super) struct OpenapiArguments {
    /// Where to; standard output where absent.
    #[arg(value_name = "FILE")]
    pub(super) file: Option<PathBuf>,
    /// Write nothing: exit status 1 if the file differs.
    #[arg(long, requires = "file")]
    pub(super) check: bool,
}

#[derive(Debug, Subcommand)]
pub(super) enum ConfigCommand {
    /// Read the configuration and name every fault.
    Check,
    /// Print the default file: every key with its meaning.
    PrintDefault,
}

#[derive(Debug, Subcommand)]
pub(super) enum RulebookCommand {
    /// Read a document (TOML or JSON) and name every fault by its path.
    ///
    /// Exit status 1 if there is any.
    Check {
        /// The document.
        #[arg(value_name = "FILE")]
        file: PathBuf,
    },
    /// Print the JSON Schema of documents, or write it to a file, for editors that check while one types.
    Schema {
        /// Where to; standard output where absent.
        #[arg(value_name = "FILE")]
        file: Option<PathBuf>,
    },
    /// Print a ready rule book to start from; without a code, which there are.
    Ready {
        /// Its code, such as chishiqiao.
        code: Option<String>,
    },
}

fn name(text: &str) -> Result<String, String> {
    let text = text.trim();
    if (1..=60).contains(&text.chars().count()) { Ok(text.to_owned()) } else { Err("1 to 60 characters".to_owned()) }
}

/// The number itself is not repeated in the error, which may end in a log.
fn phone(text: &str) -> Result<Phone, String> {
    text.parse().map_err(|_| "no mobile number of the mainland".to_owned())
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_command_line_is_consistent_and_every_command_is_explained() {
        Arguments::command().debug_assert();
        for command in Arguments::command().get_subcommands() {
            assert!(command.get_about().is_some(), "{} has no help", command.get_name());
        }
    }

    #[test]
    fn a_wrong_phone_is_not_repeated() {
        let arguments = ["xianfeng", "create-admin", "--township", "乡", "--name", "王", "--phone"];
        assert!(Arguments::try_parse_from(arguments.into_iter().chain(["19900000001"])).is_ok());
        assert!(phone("12345").is_err_and(|error| !error.contains("12345")));
    }
}
