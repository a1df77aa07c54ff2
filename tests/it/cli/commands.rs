//! What commands say, and how they end.

use std::fs;

use xianfeng_api::config::DEFAULT_FILE;
use xianfeng_tests::{Program, Storage};

use super::life::beside;

#[tokio::test]
async fn help_teaches_and_slips_are_told_from_failures() {
    let storage = Storage::empty().await;
    let program = Program::on(&storage);
    beside(move || {
        let help = program.run(&["--help"]).done();
        for word in ["create-admin --township", "XIANFENG_DATABASE__URL", "Exit status"] {
            assert!(help.contains(word), "{word} is missing:\n{help}");
        }
        let _ = program.run(&["sreve"]).ended_with(2);
        let told = program.run(&["create-admin", "--township", "乡", "--name", "王", "--phone", "12345"]).ended_with(2);
        assert!(told.contains("mobile number"), "{told}");
        assert_eq!(program.run(&["config", "print-default"]).done(), DEFAULT_FILE);
        assert!(program.run(&["config", "check"]).done().contains("valid"));
    })
    .await;
}

/// Every fault of a configuration at once, by name, and no secret in any of them.
#[tokio::test]
async fn all_faults_of_a_configuration_are_named() {
    let storage = Storage::empty().await;
    let program = Program::on(&storage)
        .with("server.workers", "many")
        .with("database.url", "postgres://user:hidden-password@host/name")
        .with("privacy.data_key", "too-short-secret")
        .with("log.filter", "!!")
        .with("nonsense.key", "1");
    let told = beside(move || program.run(&["config", "check"])).await.ended_with(2);
    for key in ["server.workers", "database.url", "privacy.data_key", "log.filter", "NONSENSE__KEY"] {
        assert!(told.contains(key), "{key} is not named:\n{told}");
    }
    assert!(!told.contains("hidden-password") && !told.contains("too-short-secret"), "{told}");
}

/// A slip in the path must not look like lost data.
#[tokio::test]
async fn a_database_that_is_not_there_is_not_made() {
    let storage = Storage::empty().await;
    let file = storage.directory().join("elsewhere").join("slip.db");
    let program = Program::on(&storage).with("database.url", &format!("sqlite://{}", file.display()));
    let kept = file.clone();
    beside(move || {
        for command in ["serve", "verify", "rebuild-leaderboards"] {
            let told = program.run(&[command]).ended_with(1);
            assert!(told.contains("there is no database"), "{command}: {told}");
        }
        assert!(!kept.exists());
        assert!(program.run(&["migrate"]).done().contains("up to date"));
    })
    .await;
    assert!(file.exists(), "migrate makes it, with its directory");
}

#[tokio::test]
async fn the_openapi_document_is_printed_written_and_checked() {
    let storage = Storage::empty().await;
    let program = Program::on(&storage);
    let file = storage.directory().join("openapi.json");
    beside(move || {
        let path = file.to_str().expect("UTF-8");
        let _ = program.run(&["openapi", path]).done();
        assert_eq!(fs::read_to_string(&file).expect("written"), program.run(&["openapi"]).done());
        let _ = program.run(&["openapi", path, "--check"]).done();
        fs::write(&file, "{}").expect("written");
        assert!(program.run(&["openapi", path, "--check"]).ended_with(1).contains("differs"));
        assert_eq!(fs::read_to_string(&file).expect("read"), "{}", "checking writes nothing");
    })
    .await;
}

/// A password for desks is for administrators, printed once, and nowhere else (issue 5, item 12).
#[tokio::test]
async fn an_administrator_gets_a_password_for_desks() {
    let storage = Storage::empty().await;
    let program = Program::on(&storage);
    beside(move || {
        let _ = program.run(&["migrate"]).done();
        let set = &["desk-password", "--township", "赤石桥乡党委", "--name", "王海云"];
        let told = program.run(set).ended_with(1);
        assert!(told.contains("create-admin"), "{told}");
        let _ = program.run(&["create-admin", "--township", "赤石桥乡党委", "--name", "王海云"]).done();
        let line = |text: &str, start: &str| text.lines().find_map(|line| line.strip_prefix(start)).map(str::to_owned);
        let ended = program.run(set);
        let password = line(&ended.out, "password: ").expect("a password");
        let (name, secret) = (line(&ended.out, "login name: "), line(&ended.out, "secret: ").expect("a secret"));
        assert_eq!((password.len(), secret.len()), (24, 32));
        assert!(ended.out.contains(&format!("otpauth://totp/Xianfeng:{}?secret={secret}&", name.expect("a name"))));
        assert!(!ended.err.contains(&password) && !ended.err.contains(&secret), "{}", ended.err);
        let again = program.run(set).done();
        assert_ne!(line(&again, "password: ").expect("a password"), password);
        let remove = [set.as_slice(), &["--remove"]].concat();
        assert!(program.run(&remove).done().contains("no password"));
        let _ = program.run(&remove).ended_with(1);
    })
    .await;
}
