//! What the demonstration says when it is ready.

use std::io::{self, Write};

use xianfeng_api::auth::Caller;
use xianfeng_domain::access::Reach;
use xianfeng_domain::organizations::Organization;
use xianfeng_domain::time::{Day, day_of};
use xianfeng_infra::db::{StoreError, StoreResult, Tx};
use xianfeng_infra::members::MemberFilter;
use xianfeng_infra::{accounts, members, organizations};

use crate::settings::APP_ID;
use crate::start::Demo;
use crate::wechat::open_id;

/// The codes that are shown, with who is behind them.
const CODES: [(&str, &str); 7] = [
    ("demo-member-1", "member"),
    ("demo-member-2", "member"),
    ("demo-secretary-1", "branch secretary"),
    ("demo-reviewer-1", "second reviewer"),
    ("demo-admin-1", "township administrator"),
    ("demo-keeper-1", "keeps the shops"),
    ("demo-overseer-1", "overseer, reads only"),
];

impl Demo {
    /// Writes addresses and log-in codes for people.
    ///
    /// # Errors
    /// The database's fault, or the terminal's.
    pub async fn welcome(&self, to: &mut impl Write) -> Result<(), Box<dyn std::error::Error>> {
        let read = async |tx: &Tx| -> Result<_, StoreError> { self.facts(tx).await };
        let facts = self.app.database.read(read).await?;
        Ok(self.write(to, &facts)?)
    }

    async fn facts(&self, tx: &Tx) -> StoreResult<Facts> {
        let today = day_of(self.app.clock.now());
        let mut people = Vec::new();
        for (code, who) in CODES {
            let Some(account) = accounts::by_wechat(tx, APP_ID, &open_id(APP_ID, code)).await? else { continue };
            let Some(caller) = Caller::load(tx, account.id, today).await? else { continue };
            let name = caller.member.as_ref().map(|member| format!("{}, {}", member.name, member.standing.branch_name));
            people.push((code, who, name.unwrap_or_default()));
        }
        let township = organizations::roots(tx).await?.into_iter().next();
        let unbound = match &township {
            Some(township) => self.unbound(tx, township, today).await?,
            None => None,
        };
        Ok(Facts { township, people, visitor: visitor(tx).await?, unbound })
    }

    /// The phone of a member whom no account is bound to yet.
    async fn unbound(&self, tx: &Tx, township: &Organization, today: Day) -> StoreResult<Option<(String, String)>> {
        let reach = Reach::under(township.path.clone());
        let filter = MemberFilter { limit: Some(1000), ..MemberFilter::default() };
        for member in members::list(tx, &reach, today, &filter).await? {
            if accounts::of_person(tx, member.person).await?.is_some() {
                continue;
            }
            let person = members::person(tx, &self.app.vault, member.person).await?;
            if let Some(phone) = person.and_then(|person| person.phone) {
                return Ok(Some((member.name, phone.as_str().to_owned())));
            }
        }
        Ok(None)
    }

    fn write(&self, to: &mut impl Write, facts: &Facts) -> io::Result<()> {
        let base = &self.base_url;
        writeln!(to)?;
        match &self.loaded {
            Some(summary) => {
                writeln!(to, "  先锋 · the township of Chishiqiao is ready; all its people are made up.")?;
                writeln!(to, "  {summary}.")?;
            }
            None => writeln!(to, "  先锋 · the township of Chishiqiao is as you left it; --fresh begins anew.")?,
        }
        writeln!(to)?;
        if let Some(township) = &facts.township {
            writeln!(to, "  Public board   {base}/board/{}", township.id)?;
        }
        writeln!(to, "  Swagger UI     {base}/docs")?;
        writeln!(to)?;
        writeln!(to, "  Log-in codes, good at any time and any number of times:")?;
        for (code, who, name) in &facts.people {
            writeln!(to, "    {code:<18}{who}{}{name}", if name.is_empty() { "" } else { ": " })?;
        }
        if let Some((name, phone)) = &facts.unbound {
            writeln!(to, "    {:<18}nobody yet; bind with phone code demo-phone-{phone} and be {name}", facts.visitor)?;
        }
        writeln!(to)?;
        writeln!(to, "  curl -s {base}/api/v1/auth/wechat/login -H 'Content-Type: application/json' \\")?;
        writeln!(to, "       -d '{{\"code\": \"demo-member-1\"}}'")?;
        writeln!(to)?;
        writeln!(to, "  Stop with Ctrl-C; the data stays.")?;
        writeln!(to)?;
        to.flush()
    }
}

/// The first visitor who is nobody yet: earlier ones may have been bound.
async fn visitor(tx: &Tx) -> StoreResult<String> {
    let mut number = 1;
    loop {
        let code = format!("demo-visitor-{number}");
        match accounts::by_wechat(tx, APP_ID, &open_id(APP_ID, &code)).await? {
            Some(account) if account.person.is_some() => number += 1,
            _ => return Ok(code),
        }
    }
}

struct Facts {
    township: Option<Organization>,
    people: Vec<(&'static str, &'static str, String)>,
    visitor: String,
    unbound: Option<(String, String)>,
}
