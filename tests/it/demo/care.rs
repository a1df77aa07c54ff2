//! The demonstration shows members away who are followed up, and a register with its fund (S4-6, S4-8, S4-9, S4-12).

use std::collections::HashSet;

use xianfeng_domain::access::Reach;
use xianfeng_domain::care::StepKind;
use xianfeng_infra::care::{self, EntryFilter};
use xianfeng_infra::db::{StoreError, Tx};
use xianfeng_infra::{aways, organizations};

use super::township::loaded;

#[tokio::test]
async fn members_away_and_the_register_are_shown() {
    let (_storage, app, plan, township) = loaded().await;
    let read = async |tx: &Tx| -> Result<(), StoreError> {
        let township = organizations::find_open(tx, township).await?.unwrap();
        let all = Reach::under(township.path.clone());
        let gone = aways::open_within(tx, &all, plan.today).await?;
        let hosts = aways::hosts(tx, gone.iter().map(|away| away.id)).await?;
        assert_eq!(hosts.len(), 2);
        assert!(hosts.values().any(Option::is_some), "one of them here");
        let mut spoken = 0;
        for away in &gone {
            spoken += aways::contacts(tx, &app.vault, away.id, 9).await?.len();
        }
        assert_eq!(spoken, 2);

        let filter = EntryFilter { limit: 99, ..EntryFilter::default() };
        let entries = care::page(tx, &all, &filter).await?;
        let kinds: HashSet<_> = entries.iter().map(|entry| entry.kind).collect();
        assert_eq!((entries.len(), kinds.len()), (4, 4));
        assert!(entries.iter().any(|entry| !entry.is_active()));
        let pairing = entries.iter().find(|entry| !entry.kind.is_register()).unwrap();
        assert!(pairing.helper.is_some());
        let visits = care::steps(tx, &app.vault, pairing.id, 9).await?;
        assert_eq!(visits.iter().filter(|told| told.step.kind == StepKind::Visit).count(), 2);
        let fund = care::fund(tx, township.id).await?;
        assert!(fund.put_in > fund.paid_out && fund.paid_out > 0, "{fund:?}");
        Ok(())
    };
    app.database.read(read).await.unwrap();
}
