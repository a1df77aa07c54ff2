//! SQLite for tests: the migrated file is made once per process and written out for each test.

use std::fs;
use std::path::Path;

use sea_orm::{ConnectionTrait, Database};
use tokio::sync::OnceCell;

static TEMPLATE: OnceCell<Vec<u8>> = OnceCell::const_new();

/// Address of a database file, which need not exist.
pub(crate) fn url(file: &Path) -> String {
    format!("sqlite://{}", file.display())
}

/// Writes the file that `migrate` makes.
pub(crate) async fn fill(file: &Path, migrate: impl AsyncFnOnce(String)) {
    let template = TEMPLATE.get_or_init(async || make_template(migrate).await).await;
    fs::write(file, template).expect("the database of the test can be written");
}

async fn make_template(migrate: impl AsyncFnOnce(String)) -> Vec<u8> {
    let directory = tempfile::tempdir().expect("a directory for the template");
    let file = directory.path().join("template.db");
    migrate(url(&file)).await;
    // A plain copy would lack what still stands in the write-ahead log.
    let copy = directory.path().join("copy.db");
    let connection = Database::connect(url(&file)).await.expect("the migrated database opens");
    let vacuum = format!("VACUUM INTO '{}'", copy.display());
    connection.execute_unprepared(&vacuum).await.expect("the migrated database can be copied");
    connection.close().await.expect("the migrated database closes");
    fs::read(&copy).expect("the copy can be read")
}
