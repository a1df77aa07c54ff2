//! Both READMEs stay true: what they promise of the configuration is all of it, and they show the
//! same walk.

use std::fs;

use xianfeng_api::config::DEFAULT_FILE;

use super::workspace;

fn readme(name: &str) -> String {
    fs::read_to_string(workspace().join(name)).expect("a README")
}

fn keys(table: &toml::Table, prefix: &str) -> Vec<String> {
    let mut keys = Vec::new();
    for (key, value) in table {
        let path = format!("{prefix}{key}");
        match value.as_table() {
            Some(inner) => keys.extend(self::keys(inner, &format!("{path}."))),
            None => keys.push(path),
        }
    }
    keys
}

#[test]
fn both_readmes_list_every_key_of_the_configuration() {
    let defaults: toml::Table = DEFAULT_FILE.parse().expect("the default file");
    for name in ["README.md", "README.zh-CN.md"] {
        let text = readme(name);
        for key in keys(&defaults, "") {
            assert!(text.contains(&format!("| `{key}` |")), "{name} does not list {key}");
        }
    }
}

#[test]
fn both_readmes_walk_the_same_way() {
    let walk = |name: &str| {
        let text = readme(name);
        let from = text.find("API=http").expect("the walk");
        text[from..].split("```").next().expect("its end").to_owned()
    };
    assert_eq!(walk("README.md"), walk("README.zh-CN.md"));
}
