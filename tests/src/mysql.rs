//! MySQL for tests: a database each, filled from the statements that one migrated database shows.
//!
//! Migrating takes a statement at a time, seconds in all; replaying `SHOW CREATE TABLE` is one round trip.

use std::env;

use sea_orm::{ConnectOptions, ConnectionTrait, Database, DatabaseConnection, QueryResult, Statement, TryGetable};
use tokio::sync::OnceCell;
use uuid::Uuid;

use crate::blocking;

/// Where sea-orm-migration notes what has run; the only table whose rows belong to the schema.
const MIGRATIONS: &str = "seaql_migrations";

static TEMPLATE: OnceCell<String> = OnceCell::const_new();

/// A database that is dropped with the value.
#[derive(Debug)]
pub(crate) struct MySqlDatabase {
    server: String,
    name: String,
}

impl MySqlDatabase {
    pub(crate) async fn create() -> Self {
        let server = env::var("XIANFENG_TEST_MYSQL_URL").expect("XIANFENG_TEST_MYSQL_URL is set: start with tests/run");
        let name = format!("xianfeng_{}", Uuid::now_v7().simple());
        let connection = connect(&server).await;
        execute(&connection, &format!("CREATE DATABASE {name} CHARACTER SET utf8mb4 COLLATE utf8mb4_bin")).await;
        connection.close().await.expect("the connection closes");
        Self { server, name }
    }

    pub(crate) fn url(&self) -> String {
        format!("{}/{}", self.server.trim_end_matches('/'), self.name)
    }

    /// Gives the empty database the schema that `migrate` makes.
    pub(crate) async fn fill(&self, migrate: impl AsyncFnOnce(String)) {
        let statements = TEMPLATE.get_or_init(async || make_template(migrate).await).await;
        let connection = connect(&self.url()).await;
        execute(&connection, statements).await;
        connection.close().await.expect("the connection closes");
    }
}

impl Drop for MySqlDatabase {
    fn drop(&mut self) {
        blocking::run(async {
            let connection = connect(&self.server).await;
            // A test that fails may leave a transaction behind, which a drop would wait for without end.
            let left = format!("SELECT id FROM information_schema.processlist WHERE db = '{}'", self.name);
            for row in query(&connection, &left).await {
                // Gone by itself meanwhile is as good.
                let _ = connection.execute_unprepared(&format!("KILL {}", cell::<i64>(&row, 0))).await;
            }
            execute(&connection, &format!("DROP DATABASE {}", self.name)).await;
        });
    }
}

async fn make_template(migrate: impl AsyncFnOnce(String)) -> String {
    let database = MySqlDatabase::create().await;
    migrate(database.url()).await;
    let connection = connect(&database.url()).await;
    // Tables are shown in the order of their names, not of their references.
    let mut statements = vec!["SET SESSION foreign_key_checks = 0".to_owned()];
    for row in query(&connection, "SHOW FULL TABLES").await {
        let (table, kind): (String, String) = (cell(&row, 0), cell(&row, 1));
        assert_eq!(kind, "BASE TABLE", "the template copies tables and triggers; teach it {kind} for {table}");
        for row in query(&connection, &format!("SHOW CREATE TABLE `{table}`")).await {
            statements.push(cell(&row, 1));
        }
        let filled = !query(&connection, &format!("SELECT 1 FROM `{table}` LIMIT 1")).await.is_empty();
        assert!(
            !filled || table == MIGRATIONS,
            "the template copies no rows; teach it those that migrations put into {table}"
        );
    }
    for row in query(&connection, "SHOW TRIGGERS").await {
        let trigger: String = cell(&row, 0);
        for row in query(&connection, &format!("SHOW CREATE TRIGGER `{trigger}`")).await {
            statements.push(cell(&row, 2));
        }
    }
    if statements.iter().any(|statement| statement.contains(MIGRATIONS)) {
        for row in query(&connection, &format!("SELECT version, applied_at FROM {MIGRATIONS}")).await {
            let (version, applied_at): (String, i64) = (cell(&row, 0), cell(&row, 1));
            statements
                .push(format!("INSERT INTO {MIGRATIONS} (version, applied_at) VALUES ('{version}', {applied_at})"));
        }
    }
    connection.close().await.expect("the connection closes");
    statements.join(";\n")
}

/// One connection: the statements of a template set a variable of the session.
async fn connect(url: &str) -> DatabaseConnection {
    let mut options = ConnectOptions::new(url);
    options.max_connections(1).sqlx_logging(false);
    Database::connect(options).await.expect("the MySQL server of the tests answers")
}

async fn execute(connection: &DatabaseConnection, sql: &str) {
    connection.execute_unprepared(sql).await.expect("the statement is accepted");
}

async fn query(connection: &DatabaseConnection, sql: &str) -> Vec<QueryResult> {
    let statement = Statement::from_string(connection.get_database_backend(), sql);
    connection.query_all_raw(statement).await.expect("the query is accepted")
}

fn cell<T: TryGetable>(row: &QueryResult, index: usize) -> T {
    row.try_get_by_index(index).expect("the column has the expected type")
}
