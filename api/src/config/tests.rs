//! What an operator meets: defaults, overrides, and every fault at once.

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::fs;
use std::os::unix::ffi::OsStringExt;

use proptest::prelude::*;
use secrecy::ExposeSecret;

use super::*;

const SECRETS: &str = r#"
[wechat]
app_id = "wx1234567890abcdef"
secret = "the-wechat-secret"
[auth]
signing_key = "the-signing-key-of-more-than-32-bytes"
[privacy]
data_key = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="
lookup_key = "Hx4dHBsaGRgXFhUUExIREA8ODQwLCgkIBwYFBAMCAQA="
"#;

fn environment(variables: &[(&str, &str)]) -> Vec<(OsString, OsString)> {
    variables.iter().map(|(name, value)| (name.into(), value.into())).collect()
}

/// Loads the required secrets, then `document`, then the environment.
fn load(document: &str, variables: &[(&str, &str)]) -> Result<Config, ConfigError> {
    let mut sources = Sources::new(DEFAULT_FILE)?;
    sources.add_document("secrets", SECRETS)?;
    sources.add_document("file", document)?;
    sources.add_environment(environment(variables));
    Config::read(sources)
}

fn faulty_keys(result: Result<Config, ConfigError>) -> BTreeSet<String> {
    result.expect_err("the configuration has faults").faults.into_iter().map(|fault| fault.key).collect()
}

fn keys(names: &[&str]) -> BTreeSet<String> {
    names.iter().map(|&name| name.to_owned()).collect()
}

#[test]
fn the_default_file_lacks_nothing_but_the_secrets() {
    let required = ["wechat.app_id", "wechat.secret", "auth.signing_key", "privacy.data_key", "privacy.lookup_key"];
    assert_eq!(faulty_keys(Config::load(None, [])), keys(&required));
}

#[test]
fn with_the_secrets_the_defaults_are_an_sqlite_file_on_loopback() {
    let config = load("", &[]).expect("the defaults are valid");
    assert_eq!(config.database.kind, DatabaseKind::Sqlite);
    assert!(config.server.is_loopback());
    assert!(config.redis.is_none());
    assert_eq!(config.wechat.base_url, WECHAT_BASE_URL);
    assert!(config.cors.allowed_origins.is_empty(), "CORS is off by default");
    assert_eq!(config.files.max_picture, 10 << 20);
}

/// A key that the file explains but no section reads would be a promise that nothing keeps.
#[test]
fn every_key_of_the_default_file_is_read() {
    let table: toml::Table = DEFAULT_FILE.parse().expect("the default file is TOML");
    let mut unread = Vec::new();
    let mut names = Vec::new();
    leaves("", &table, &mut names);
    assert!(names.len() > 60);
    for name in names {
        let (section, key) = name.rsplit_once('.').expect("every key has a section");
        let kind = if section == "files.object" { "[files]\nkind = \"object\"\n" } else { "" };
        // No key takes a floating-point number.
        let document = format!("{kind}[{section}]\n{key} = 1.5\n");
        if !faulty_keys_or_none(load(&document, &[])).contains(&name) {
            unread.push(name);
        }
    }
    assert!(unread.is_empty(), "explained but never read: {unread:?}");
}

fn faulty_keys_or_none(result: Result<Config, ConfigError>) -> BTreeSet<String> {
    result.err().into_iter().flat_map(|error| error.faults).map(|fault| fault.key).collect()
}

fn leaves(prefix: &str, table: &toml::Table, names: &mut Vec<String>) {
    for (key, value) in table {
        match value {
            toml::Value::Table(table) => leaves(&format!("{prefix}{key}."), table, names),
            _ => names.push(format!("{prefix}{key}")),
        }
    }
}

#[test]
fn the_environment_overrides_the_file_and_the_file_the_defaults() {
    let directory = tempfile::tempdir().expect("a directory");
    let file = directory.path().join("xianfeng.toml");
    fs::write(&file, format!("{SECRETS}\n[server]\nworkers = 3\nkeep_alive_seconds = 20\n")).expect("written");
    let variables = environment(&[
        ("XIANFENG_SERVER__WORKERS", "5"),
        ("XIANFENG_DATABASE__URL", "mysql://u:p@db:3306/xianfeng"),
        ("XIANFENG_REDIS__URLS", "redis://a:6379, redis://b:6379"),
        ("XIANFENG_REDIS__KIND", "cluster"),
        ("XIANFENG_FILES__OBJECT__PATH_STYLE", "true"),
        ("PATH", "/bin"),
    ]);
    let config = Config::load(Some(&file), variables).expect("a valid configuration");
    assert_eq!(config.server.workers, Some(5));
    assert_eq!(config.server.keep_alive.as_secs(), 20);
    assert_eq!(config.server.header_timeout.as_secs(), 10);
    assert_eq!(config.database.kind, DatabaseKind::MySql);
    assert_eq!(config.redis.expect("Redis is set").urls.len(), 2);
}

/// Base64 and digits stay as they are written: nothing in the environment is guessed to be a number.
#[test]
fn secrets_of_digits_stay_texts() {
    let digits = "000000000000000000000000000000000000";
    let config = load("", &[("XIANFENG_AUTH__SIGNING_KEY", digits)]).expect("a valid configuration");
    assert_eq!(config.auth.signing_key.expose_secret(), digits);
}

#[test]
fn every_fault_is_told_at_once() {
    let document = r#"
        [server]
        bind = ["nowhere"]
        workers = -1
        bodylimit = 3
        [database]
        url = "postgres://u:hunter2@db/x"
        min_connections = 99
        [wechat]
        timeout_ms = 1.5
        [auth]
        signing_key = "short"
        [log]
        format = "xml"
        [cors]
        allowed_origins = ["*"]
        [unknown.deeper]
        key = 1
    "#;
    let result = load(document, &[("XIANFENG_METRICS__ENABLED", "maybe"), ("XIANFENG_FILES__KIN", "disk")]);
    let expected = [
        "server.bind",
        "server.workers",
        "server.bodylimit",
        "database.url",
        "database.min_connections",
        "wechat.timeout_ms",
        "auth.signing_key",
        "log.format",
        "cors.allowed_origins",
        "unknown.deeper.key",
        "metrics.enabled",
        "XIANFENG_FILES__KIN",
    ];
    let shown = result.as_ref().err().map(ToString::to_string).unwrap_or_default();
    assert!(expected.iter().all(|key| shown.contains(&format!("\n  {key}: "))), "{shown}");
    assert!(!shown.contains("hunter2"), "a fault shows a password: {shown}");
    assert_eq!(shown.lines().count(), 1 + expected.len(), "one line a fault: {shown}");
    assert_eq!(faulty_keys(result), keys(&expected));
}

#[test]
fn a_variable_with_a_single_underscore_is_a_slip_but_those_of_an_orchestrator_are_not() {
    let slip = load("", &[("XIANFENG_DATABASE_URL", "mysql://u:hunter2@db/x")]).expect_err("a slip");
    assert!(slip.to_string().contains("XIANFENG_DATABASE__URL"), "{slip}");
    assert!(!slip.to_string().contains("hunter2"));
    let service = [("XIANFENG_PORT_80_TCP", "tcp://10.0.0.1:80"), ("XIANFENG_CONFIG", "/etc/xianfeng.toml")];
    assert!(load("", &service).is_ok());
}

#[test]
fn a_broken_file_is_named_by_line_without_quoting_it() {
    let directory = tempfile::tempdir().expect("a directory");
    let file = directory.path().join("xianfeng.toml");
    fs::write(&file, "[wechat]\nsecret = hunter2\n").expect("written");
    let shown = Config::load(Some(&file), []).expect_err("not TOML").to_string();
    assert!(shown.contains("xianfeng.toml: line 2 "), "{shown}");
    assert!(!shown.contains("hunter2"), "{shown}");
    let missing = Config::load(Some(&directory.path().join("none.toml")), []).expect_err("no file").to_string();
    assert!(missing.contains("cannot be read"), "{missing}");
}

#[test]
fn debug_shows_no_secret() {
    let variables = [
        ("XIANFENG_DATABASE__URL", "mysql://u:hunter2@db:3306/x"),
        ("XIANFENG_REDIS__URLS", "redis://:hunter2@cache:6379"),
        ("XIANFENG_FILES__KIND", "object"),
        ("XIANFENG_FILES__OBJECT__ENDPOINT", "https://oss.example.com"),
        ("XIANFENG_FILES__OBJECT__REGION", "r"),
        ("XIANFENG_FILES__OBJECT__BUCKET", "b"),
        ("XIANFENG_FILES__OBJECT__KEY_ID", "k"),
        ("XIANFENG_FILES__OBJECT__SECRET", "hunter2"),
        ("XIANFENG_WECHAT__SECRET", "hunter2"),
        ("XIANFENG_AUTH__SIGNING_KEY", "hunter2-hunter2-hunter2-hunter2-hunter2"),
    ];
    let config = load("", &variables).expect("a valid configuration");
    let shown = format!("{config:?}");
    assert!(!shown.contains("hunter2"), "{shown}");
    assert!(!shown.contains("[0, 1, 2"), "the data key is shown: {shown}");
    assert_eq!(config.wechat.secret.expose_secret(), "hunter2");
}

#[test]
fn a_value_that_is_no_text_is_a_fault() {
    let variables = [("XIANFENG_WECHAT__SECRET".into(), OsString::from_vec(vec![0xff, 0xfe]))];
    let faults = Config::load(None, variables).expect_err("faults").faults;
    assert!(faults.iter().any(|fault| fault.key == "XIANFENG_WECHAT__SECRET"), "{faults:?}");
}

#[test]
fn away_from_loopback_only_https_and_the_real_wechat() {
    let outside = [("XIANFENG_SERVER__BIND", "0.0.0.0:8080"), ("XIANFENG_WECHAT__BASE_URL", "http://10.0.0.9")];
    let expected = ["server.bind", "server.public_base_url", "wechat.base_url"];
    assert_eq!(faulty_keys(load("", &outside)), keys(&expected));

    let behind_a_proxy = [
        ("XIANFENG_SERVER__BIND", "0.0.0.0:8080"),
        ("XIANFENG_SERVER__TRUSTED_PROXIES", "10.0.0.0/8"),
        ("XIANFENG_SERVER__PUBLIC_BASE_URL", "https://points.example.gov.cn"),
    ];
    assert!(load("", &behind_a_proxy).is_ok());
    assert!(load("", &[("XIANFENG_WECHAT__BASE_URL", "http://127.0.0.1:9000")]).is_ok(), "the stand-in on loopback");
}

/// A proxy on the same machine makes a loopback server public: the stand-in must not come along.
#[test]
fn a_public_address_counts_as_away_from_loopback() {
    let variables = [
        ("XIANFENG_SERVER__PUBLIC_BASE_URL", "https://points.example.gov.cn"),
        ("XIANFENG_WECHAT__BASE_URL", "http://127.0.0.1:9000"),
    ];
    assert_eq!(faulty_keys(load("", &variables)), keys(&["wechat.base_url"]));
    let lookalike = [
        ("XIANFENG_SERVER__PUBLIC_BASE_URL", "https://points.example.gov.cn"),
        ("XIANFENG_WECHAT__BASE_URL", "https://api.weixin.qq.com.example.org"),
    ];
    assert_eq!(faulty_keys(load("", &lookalike)), keys(&["wechat.base_url"]));
}

#[test]
fn both_halves_of_a_certificate_are_needed_and_must_exist() {
    let variables = [("XIANFENG_SERVER__TLS_CERTIFICATE", "/nonexistent.pem")];
    assert_eq!(faulty_keys(load("", &variables)), keys(&["server.tls_certificate", "server.tls_key"]));
}

#[test]
fn the_two_privacy_keys_are_32_bytes_and_differ() {
    let same = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
    assert_eq!(faulty_keys(load("", &[("XIANFENG_PRIVACY__LOOKUP_KEY", same)])), keys(&["privacy.lookup_key"]));
    assert_eq!(faulty_keys(load("", &[("XIANFENG_PRIVACY__DATA_KEY", "c2hvcnQ=")])), keys(&["privacy.data_key"]));
}

#[test]
fn the_configuration_of_tests_is_valid_and_stays_in_its_directory() {
    let directory = tempfile::tempdir().expect("a directory");
    let config = Config::for_tests(directory.path(), [("wechat.base_url", "http://127.0.0.1:9000")]).expect("valid");
    assert!(config.database.url.expose_secret().contains(&directory.path().display().to_string()));
    assert!(config.server.is_loopback());
    assert_eq!(config.wechat.base_url, "http://127.0.0.1:9000");
    assert!(Config::for_tests(directory.path(), [("wechat.base_url", "no address")]).is_err());
}

/// What ships beside the program must not name variables that it refuses.
#[test]
fn the_files_for_containers_name_only_known_variables() {
    let files = [
        include_str!("../../../compose.yaml"),
        include_str!("../../../.env.example"),
        include_str!("../../../Dockerfile"),
    ];
    let table: toml::Table = DEFAULT_FILE.parse().expect("the default file is TOML");
    let mut known = Vec::new();
    leaves("", &table, &mut known);
    let known: BTreeSet<_> = known.iter().map(|key| variable(key)).collect();
    let words = files.iter().flat_map(|file| file.split(|c: char| !(c.is_ascii_alphanumeric() || c == '_')));
    let named: BTreeSet<_> = words.filter(|word| word.starts_with("XIANFENG_")).map(str::to_owned).collect();
    assert!(named.len() > 8, "{named:?}");
    assert!(named.is_subset(&known), "{:?}", named.difference(&known));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Whatever stands in a file: an answer, not a panic.
    #[test]
    fn no_document_panics(text in "(?s).{0,200}", value in "[ -~]{0,40}") {
        let _ = load(&text, &[]);
        for key in ["server.bind", "server.public_base_url", "database.url", "redis.urls", "privacy.data_key", "log.filter"] {
            let (section, key) = key.split_once('.').unwrap();
            let _ = load(&format!("[{section}]\n{key} = '{}'", value.replace('\'', "")), &[]);
        }
    }
}

/// Message push: both halves of what the console holds, or none.
#[test]
fn token_and_key_of_message_push_come_together() {
    assert!(load("", &[]).expect("the defaults are valid").wechat.push.is_none());
    let key = "A".repeat(43);
    let both = format!("[wechat]\npush_token = \"AAAAA\"\npush_aes_key = \"{key}\"");
    assert!(load(&both, &[]).expect("valid").wechat.push.is_some());
    for (document, fault) in [
        ("[wechat]\npush_token = \"AAAAA\"".to_owned(), "wechat.push_aes_key"),
        (format!("[wechat]\npush_aes_key = \"{key}\""), "wechat.push_token"),
        (format!("[wechat]\npush_token = \"a b\"\npush_aes_key = \"{key}\""), "wechat.push_token"),
        ("[wechat]\npush_token = \"AAAAA\"\npush_aes_key = \"short\"".to_owned(), "wechat.push_aes_key"),
    ] {
        assert_eq!(faulty_keys(load(&document, &[])), keys(&[fault]), "{document}");
    }
    let secret = load(&both, &[]).expect("valid");
    assert!(!format!("{secret:?}").contains(&key), "neither is shown");
}
