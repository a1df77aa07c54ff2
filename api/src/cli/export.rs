//! `xianfeng export`.

use xianfeng_domain::access::{Grant, Reach, Role};
use xianfeng_domain::ids::PersonId;
use xianfeng_domain::organizations::Organization;
use xianfeng_infra::db::{StoreResult, Tx};
use xianfeng_infra::organizations;

use super::Ending;
use super::arguments::{ExportArguments, Exported};
use super::console::say;
use super::context;
use super::error::CliError;
use crate::app::App;
use crate::auth::Act;
use crate::config::Config;
use crate::exports::{LeaderboardExportQuery, LedgerExportQuery, NamesIn, leaderboard, ledger};
use crate::http::wire::WirePeriod;

pub(super) async fn export(config: &Config, arguments: &ExportArguments) -> Result<Ending, CliError> {
    let app = context::open(config).await?;
    let organization = find(&app, &arguments.organization).await?;
    let mut act = Act::of_machine(app.clock.now());
    // Who runs the program on the server holds the database: as much as the township's clerk may.
    act.caller.grants.push(Grant {
        person: PersonId(uuid::Uuid::nil()),
        role: Role::TownshipAdmin,
        organization: organization.id,
        path: organization.path.clone(),
    });
    let reach = Reach::under(organization.path.clone());
    let names = if arguments.full_names { NamesIn::Full } else { NamesIn::Masked };
    let (organization_id, period) = (organization.id.0, arguments.period.map(WirePeriod));
    let made = match arguments.what {
        Exported::Leaderboard => {
            let asked = LeaderboardExportQuery { organization_id, period, category: None, names };
            leaderboard(&app, &act, &reach, &asked).await?
        }
        Exported::Ledger => {
            let asked = LedgerExportQuery { organization_id, member_id: None, period, names };
            ledger(&app, &act, &reach, &asked).await?
        }
    };
    app.database.close().await?;
    let file = &arguments.file;
    made.save(file).map_err(|error| CliError::failed(format!("{} cannot be written: {error}", file.display())))?;
    say(format_args!("written: {}", file.display()));
    Ok(Ending::Done)
}

async fn find(app: &App, name: &str) -> Result<Organization, CliError> {
    let all = async |tx: &Tx| -> StoreResult<Vec<Organization>> {
        let mut all = Vec::new();
        for root in organizations::roots(tx).await? {
            all.extend(organizations::under(tx, &root.path).await?);
        }
        Ok(all)
    };
    let all = app.database.read(all).await?;
    let mut found: Vec<_> = all.into_iter().filter(|one| one.name == name || one.id.to_string() == name).collect();
    match found.len() {
        0 => Err(CliError::failed(format!("there is no organization {name}"))),
        1 => Ok(found.remove(0)),
        _ => Err(CliError::failed(format!("several organizations are called {name}: name one by its id"))),
    }
}
