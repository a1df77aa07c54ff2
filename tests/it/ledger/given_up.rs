//! Work that is given up half-way leaves nothing behind for the connection's next user.

use std::time::Duration;

use xianfeng_domain::access::Reach;
use xianfeng_infra::db::{StoreError, Tx};
use xianfeng_infra::organizations;
use xianfeng_infra::privacy::Vault;
use xianfeng_tests::fixture::{self, Fixture, Plan};

/// A request that is refused or cut off drops its reads and writes at any point: between
/// `SET TRANSACTION`, `BEGIN`, the statement and its answer. Seen as "read only" and "a transaction
/// is in progress" on later, innocent requests.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn dropped_transactions_poison_no_connection() {
    let storage = fixture::migrated().await;
    let database = fixture::database(&storage).await;
    let fixture = Fixture::create(&database, &Vault::new(&[1; 32], &[2; 32]), &Plan::small(1, 1)).await;
    let reach = Reach::under(fixture.path.clone());
    let list = async |tx: &Tx| -> Result<usize, StoreError> { Ok(organizations::list(tx, &reach).await?.len()) };
    for micros in 0..300_u64 {
        // The time-out gives up at another point each round; which one does not matter.
        let limit = Duration::from_micros(micros * 7);
        let _ = tokio::time::timeout(limit, database.read(list)).await;
        let _ = tokio::time::timeout(limit, database.transact("given up", list)).await;
        let clerk = fixture.clerk.account;
        let write = async |tx: &Tx| organizations::approve_publication(tx, fixture.township, clerk, "test", None).await;
        database.transact("after", write).await.unwrap();
        assert_eq!(database.read(list).await.unwrap(), 2);
    }
}
