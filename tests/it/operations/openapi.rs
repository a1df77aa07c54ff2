//! The committed document is the one that the code makes.

use xianfeng_api::http::openapi;

use crate::guards::workspace;

#[test]
fn the_committed_document_equals_the_generated_one() {
    let document = openapi::of_service();
    assert_eq!(document.faults(), Vec::<String>::new());
    let committed = std::fs::read_to_string(workspace().join("openapi/openapi.json")).unwrap_or_default();
    // Not assert_eq: the two are long.
    assert!(
        committed == document.to_json(),
        "openapi/openapi.json is stale: cargo run -p xianfeng-api --bin xianfeng -- openapi openapi/openapi.json"
    );
}
