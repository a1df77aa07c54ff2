//! Private to those concerned (invariant 11).

use serde_json::{Value, json};
use xianfeng_domain::access::Role;
use xianfeng_infra::accounts;
use xianfeng_infra::db::Tx;

use super::{confirmed, does, kinds, seen, township};

/// The helper sees what is needed to help, and only while the case is open.
#[tokio::test]
async fn the_helper_sees_what_is_needed_while_it_is_open() {
    let (server, branches) = township(2, 1).await;
    let [secretary, helper, .., low] = branches[0].members.as_slice() else { panic!("members") };
    let case = confirmed(&server, low, Some(helper)).await;
    let letter = json!({ "kind": "letter", "text": "信的内容" });
    does(&server, &case, "steps", secretary, letter.clone()).await.expect(201);
    does(&server, &case, "steps", helper, letter).await.refused("auth.forbidden");
    let note = does(&server, &case, "steps", helper, json!({ "kind": "note", "text": "走访了" })).await.expect(201);
    assert_eq!(kinds(&note), ["helper", "note"]);
    for hidden in ["evidence", "ground", "consequence", "name", "meeting", "batch", "zeroingId", "stay"] {
        assert_eq!(note[hidden], Value::Null, "{hidden}");
    }
    assert_eq!(note["memberName"], json!(low.name));
    server.get(&format!("/help-cases/{case}/letter"), helper).await.refused("help_case.not_found");
    let mine = async |by| server.get("/me/help-cases", by).await.expect(200)["items"].as_array().unwrap().len();
    assert_eq!((mine(helper).await, mine(low).await, mine(secretary).await), (1, 1, 0));
    let close = json!({ "outcome": "ended_otherwise", "reason": "另行处理" });
    does(&server, &case, "close", secretary, close).await.expect(200);
    server.get(&format!("/help-cases/{case}"), helper).await.refused("help_case.not_found");
    assert_eq!((mine(helper).await, mine(low).await), (0, 1));
}

/// Others of the branch, other branches and overseers find nothing; who may read is written down, and the
/// log that overseers read names no member.
#[tokio::test]
async fn nobody_else_finds_it() {
    let (server, branches) = township(2, 1).await;
    let [secretary, helper, bystander, overseer, _, low] = branches[0].members.as_slice() else { panic!("members") };
    let grant = async |tx: &Tx| {
        let township = server.fixture.township;
        accounts::grant_role(tx, overseer.person, Role::Overseer, township, None, server.clock.now()).await
    };
    server.app.database.transact("grant", grant).await.unwrap();
    let case = confirmed(&server, low, Some(helper)).await;
    let elsewhere = &branches[1].members[0];
    for other in [bystander, overseer, elsewhere] {
        server.get(&format!("/help-cases/{case}"), other).await.refused("help_case.not_found");
        server.get(&format!("/help-cases/{case}/letter"), other).await.refused("help_case.not_found");
        assert_eq!(server.get("/me/help-cases", other).await.expect(200)["items"], json!([]));
    }
    for other in [bystander, overseer] {
        server.get("/help-cases", other).await.refused("auth.forbidden");
    }
    assert_eq!(server.get("/help-cases", elsewhere).await.expect(200)["items"], json!([]));
    let confirm = json!({ "reason": "决定" });
    does(&server, &case, "dismiss", elsewhere, confirm).await.refused("help_case.not_found");

    seen(&server, &case, secretary).await;
    let log = server.get("/audit?limit=100", overseer).await.expect(200);
    let of_case: Vec<_> = log["items"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|line| line["action"].as_str().unwrap().starts_with("help_cases."))
        .collect();
    assert!(of_case.iter().any(|line| line["action"] == "help_cases.read"), "{log}");
    for line in of_case {
        let text = line.to_string();
        assert!(!text.contains(&low.id.0.to_string()) && !text.contains(&low.name), "{text}");
    }
}
