//! What is sent without an account: everybody has a share of the day, nobody all of it (S0-13, S4-6).

use std::net::IpAddr;

use xianfeng_domain::ids::OrganizationId;
use xianfeng_domain::strangers::Circle;
use xianfeng_infra::db::Tx;
use xianfeng_infra::privacy::Vault;
use xianfeng_infra::strangers as rows;
use xianfeng_infra::strangers::Contact;

use crate::auth::Act;
use crate::failure::Failure;
use crate::http::problem::Code;
use crate::members::WirePhone;

/// Takes one of the places that the sender has today at an organization. `kind` is what is sent, such as
/// `suggestion`: each is counted apart. Only a keyed hash is kept, until the day is over, and what is refused later in
/// the transaction is not counted.
///
/// # Errors
/// `stranger.too_many_today`.
pub(crate) async fn take_place(
    tx: &Tx,
    vault: &Vault,
    act: &Act,
    (kind, to): (&str, OrganizationId),
    from: IpAddr,
) -> Result<(), Failure> {
    let today = act.today();
    for circle in Circle::ALL {
        let sender = format!("{kind} {to} {today} {circle:?} {}", circle.network(from));
        let hash = vault.keyed(b"stranger sender", sender.as_bytes());
        if !rows::count(tx, &hash, circle.most_a_day(), today).await? {
            return Err(Code::StrangerTooManyToday.into());
        }
    }
    Ok(())
}

/// What a stranger left of themselves; nothing where they left spaces.
pub(crate) fn contact(name: Option<&String>, phone: Option<&WirePhone>) -> Contact {
    let name = name.map(|name| name.trim()).filter(|name| !name.is_empty());
    Contact { name: name.map(str::to_owned), phone: phone.and_then(|phone| phone.0.clone()) }
}
