//! A faulty template keeps the service from starting, with the place of the fault.

use std::collections::BTreeSet;

use xianfeng_api::config::Config;

fn faults(templates: &str) -> BTreeSet<String> {
    let directory = tempfile::tempdir().unwrap();
    let config = Config::for_tests(directory.path(), [("wechat.templates", templates)]);
    config.err().map(|error| error.faults.into_iter().map(|fault| fault.key).collect()).unwrap_or_default()
}

/// Item 10: templates by configuration, field rules checked before anything is sent.
#[test]
fn faults_are_named_by_their_place() {
    assert_eq!(faults(super::TEMPLATES), BTreeSet::new());
    assert_eq!(faults("[]"), BTreeSet::new());
    let names = |names: &[&str]| names.iter().map(|name| format!("wechat.templates{name}")).collect::<BTreeSet<_>>();
    let bad =
        r#"[{ key = "a", template_id = "t", kinds = ["claim.lost"], fields = { thing1 = "{who}", phrase2 = "abc" } }]"#;
    assert_eq!(faults(bad), names(&["[0].kinds[0]", "[0].fields.phrase2"]));
    let unknown = r#"[{ key = "a", template_id = "t", kinds = ["claim.approved"], fields = { thing1 = "{who}" } }]"#;
    assert_eq!(faults(unknown), names(&["[0].fields.thing1"]));
    assert_eq!(faults(r#"[{ key = "a" }]"#), names(&[""]));
    assert_eq!(faults("no list"), names(&[""]));
}

/// The same as blocks of a file.
#[test]
fn blocks_of_a_file() {
    let block = |field: &str| {
        format!(
            "{}\n[wechat]\napp_id = \"wx1\"\nsecret = \"s\"\n[[wechat.templates]]\nkey = \"a\"\ntemplate_id = \"t\"\n\
             kinds = [\"claim.approved\"]\nfields = {{ {field} = \"{{task}}\" }}\n",
            "[auth]\nsigning_key = \"the-signing-key-of-more-than-32-bytes\"\n[privacy]\n\
             data_key = \"AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=\"\n\
             lookup_key = \"Hx4dHBsaGRgXFhUUExIREA8ODQwLCgkIBwYFBAMCAQA=\""
        )
    };
    let config = Config::from_toml(&block("thing1")).unwrap();
    assert_eq!(config.wechat.templates.kinds(), ["claim.approved"]);
    let error = Config::from_toml(&block("stuff1")).unwrap_err();
    assert_eq!(error.faults[0].key, "wechat.templates[0].fields.stuff1");
    let error = Config::from_toml(&block("thing1").replace("kinds =", "kind =")).unwrap_err();
    assert_eq!(error.faults[0].key, "wechat.templates[0]");
}
