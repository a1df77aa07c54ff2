//! The connection to Redis: one server, a master behind sentinels, or a cluster. It is made when
//! first needed, and nobody waits for it longer than for the database.

use std::time::Duration;

use redis::aio::{ConnectionLike, ConnectionManager, ConnectionManagerConfig, MultiplexedConnection};
use redis::cluster::{ClusterClient, ClusterClientBuilder};
use redis::cluster_async::ClusterConnection;
use redis::sentinel::{SentinelClient, SentinelNodeConnectionInfo, SentinelServerType};
use redis::{Client, Cmd, ErrorKind, IntoConnectionInfo, Pipeline, RedisFuture, RedisResult, Value};
use secrecy::{ExposeSecret, SecretString};
use tokio::sync::Mutex;

use crate::boards::BoardsError;

/// What stands at the addresses.
#[derive(Clone, Debug)]
pub enum RedisServers {
    /// One server.
    Single(SecretString),
    /// A master behind sentinels, which share its credentials.
    Sentinel {
        /// The sentinels.
        urls: Vec<SecretString>,
        /// The name of the master.
        master: String,
    },
    /// Some nodes of a cluster.
    Cluster(Vec<SecretString>),
}

/// How to reach Redis.
#[derive(Clone, Debug)]
pub struct RedisSettings {
    /// Where. Secret, since addresses may hold the password.
    pub servers: RedisServers,
    /// The first part of every key.
    pub key_prefix: String,
    /// How old undone work may be before reads go to the database.
    pub max_lag: Duration,
    /// To connect.
    pub connect_timeout: Duration,
    /// For one answer.
    pub response_timeout: Duration,
}

/// Redis, whether it is there or not.
pub(super) struct Link {
    kind: Kind,
    connect: Duration,
    answer: Duration,
}

enum Kind {
    Single(ConnectionManager),
    Sentinel { client: Mutex<SentinelClient>, master: Mutex<Option<MultiplexedConnection>> },
    Cluster { client: ClusterClient, nodes: Mutex<Option<ClusterConnection>> },
}

/// A connection, however it came about.
pub(super) struct Connection {
    inner: Inner,
    answer: Duration,
}

enum Inner {
    Managed(ConnectionManager),
    Master(MultiplexedConnection),
    Nodes(ClusterConnection),
}

/// An error without its text, which may hold an address.
pub(super) fn fault(error: &redis::RedisError) -> BoardsError {
    BoardsError::Redis(error.category().to_owned())
}

impl Link {
    /// Reads the addresses; connects to nothing.
    pub(super) fn new(settings: &RedisSettings) -> Result<Self, BoardsError> {
        let (connect, answer) = (settings.connect_timeout, settings.response_timeout);
        let kind = match &settings.servers {
            RedisServers::Single(url) => single(url, connect, answer),
            RedisServers::Sentinel { urls, master } => sentinel(urls, master),
            RedisServers::Cluster(urls) => cluster(urls, connect, answer),
        };
        Ok(Self { kind: kind.map_err(|error| fault(&error))?, connect, answer })
    }

    pub(super) async fn connection(&self) -> Result<Connection, BoardsError> {
        let inner = match tokio::time::timeout(self.connect, self.kind.connection()).await {
            Ok(inner) => inner.map_err(|error| fault(&error))?,
            Err(_) => return Err(BoardsError::Redis("no connection in time".to_owned())),
        };
        Ok(Connection { inner, answer: self.answer })
    }

    /// After a failure: the next connection asks the sentinels, or the cluster, anew.
    pub(super) async fn forget(&self) {
        match &self.kind {
            Kind::Single(_) => {}
            Kind::Sentinel { master, .. } => *master.lock().await = None,
            Kind::Cluster { nodes, .. } => *nodes.lock().await = None,
        }
    }
}

impl Kind {
    async fn connection(&self) -> RedisResult<Inner> {
        match self {
            Self::Single(manager) => Ok(Inner::Managed(manager.clone())),
            Self::Sentinel { client, master } => {
                let mut master = master.lock().await;
                let connection = match master.take() {
                    Some(connection) => connection,
                    None => client.lock().await.get_async_connection().await?,
                };
                *master = Some(connection.clone());
                Ok(Inner::Master(connection))
            }
            Self::Cluster { client, nodes } => {
                let mut nodes = nodes.lock().await;
                let connection = match nodes.take() {
                    Some(connection) => connection,
                    None => client.get_async_connection().await?,
                };
                *nodes = Some(connection.clone());
                Ok(Inner::Nodes(connection))
            }
        }
    }
}

fn single(url: &SecretString, connect: Duration, answer: Duration) -> RedisResult<Kind> {
    let config = ConnectionManagerConfig::new()
        .set_number_of_retries(0)
        .set_connection_timeout(Some(connect))
        .set_response_timeout(Some(answer));
    let client = Client::open(url.expose_secret())?;
    Ok(Kind::Single(ConnectionManager::new_lazy_with_config(client, config)?))
}

fn sentinel(urls: &[SecretString], master: &str) -> RedisResult<Kind> {
    let infos = urls.iter().map(|url| url.expose_secret().into_connection_info()).collect::<RedisResult<Vec<_>>>()?;
    let node = infos
        .first()
        .map(|info| SentinelNodeConnectionInfo::default().set_redis_connection_info(info.redis_settings().clone()));
    let client = SentinelClient::build(infos, master.to_owned(), node, SentinelServerType::Master)?;
    Ok(Kind::Sentinel { client: Mutex::new(client), master: Mutex::new(None) })
}

fn cluster(urls: &[SecretString], connect: Duration, answer: Duration) -> RedisResult<Kind> {
    let client = ClusterClientBuilder::new(urls.iter().map(ExposeSecret::expose_secret))
        .retries(1)
        .connection_timeout(connect)
        .response_timeout(answer)
        .build()?;
    Ok(Kind::Cluster { client, nodes: Mutex::new(None) })
}

impl Inner {
    fn like(&self) -> &dyn ConnectionLike {
        match self {
            Self::Managed(connection) => connection,
            Self::Master(connection) => connection,
            Self::Nodes(connection) => connection,
        }
    }

    fn like_mut(&mut self) -> &mut (dyn ConnectionLike + Send) {
        match self {
            Self::Managed(connection) => connection,
            Self::Master(connection) => connection,
            Self::Nodes(connection) => connection,
        }
    }
}

/// The drivers' own time-outs differ; this one holds for all, reconnecting included.
async fn in_time<T>(bound: Duration, work: RedisFuture<'_, T>) -> RedisResult<T> {
    match tokio::time::timeout(bound, work).await {
        Ok(answer) => answer,
        Err(_) => Err((ErrorKind::Io, "no answer in time").into()),
    }
}

impl ConnectionLike for Connection {
    fn req_packed_command<'a>(&'a mut self, cmd: &'a Cmd) -> RedisFuture<'a, Value> {
        let bound = self.answer;
        Box::pin(in_time(bound, self.inner.like_mut().req_packed_command(cmd)))
    }

    fn req_packed_commands<'a>(
        &'a mut self,
        pipeline: &'a Pipeline,
        offset: usize,
        count: usize,
    ) -> RedisFuture<'a, Vec<Value>> {
        let bound = self.answer;
        Box::pin(in_time(bound, self.inner.like_mut().req_packed_commands(pipeline, offset, count)))
    }

    fn get_db(&self) -> i64 {
        self.inner.like().get_db()
    }
}
