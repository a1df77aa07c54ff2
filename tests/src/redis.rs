//! Redis for tests: one server for all, a key prefix for each.

use std::env;

use redis::{AsyncCommands, Client};
use uuid::Uuid;

use crate::blocking;

/// A key prefix; its keys are deleted with the value.
#[derive(Debug)]
pub(crate) struct RedisKeys {
    url: String,
    prefix: String,
}

impl RedisKeys {
    /// Also makes sure that the server answers.
    pub(crate) async fn reserve() -> Self {
        let url = env::var("XIANFENG_TEST_REDIS_URL").expect("XIANFENG_TEST_REDIS_URL is set: start with tests/run");
        let keys = Self { url, prefix: format!("test-{}", Uuid::now_v7().simple()) };
        let mut connection = keys.connect().await;
        let () = connection.ping().await.expect("the Redis server of the tests answers");
        keys
    }

    pub(crate) fn url(&self) -> &str {
        &self.url
    }

    pub(crate) fn prefix(&self) -> &str {
        &self.prefix
    }

    async fn connect(&self) -> redis::aio::MultiplexedConnection {
        let client = Client::open(self.url.as_str()).expect("XIANFENG_TEST_REDIS_URL is an address");
        client.get_multiplexed_async_connection().await.expect("the Redis server of the tests answers")
    }

    async fn delete(&self) {
        let mut connection = self.connect().await;
        let mut cursor = 0_u64;
        loop {
            let mut scan = redis::cmd("SCAN");
            scan.arg(cursor).arg("MATCH").arg(format!("*{}*", self.prefix)).arg("COUNT").arg(1000);
            let (next, keys): (u64, Vec<Vec<u8>>) = scan.query_async(&mut connection).await.expect("SCAN");
            if !keys.is_empty() {
                let () = connection.unlink(keys).await.expect("UNLINK");
            }
            if next == 0 {
                break;
            }
            cursor = next;
        }
    }
}

impl Drop for RedisKeys {
    fn drop(&mut self) {
        blocking::run(self.delete());
    }
}
