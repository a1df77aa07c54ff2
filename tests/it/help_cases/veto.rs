//! A veto proposes a case (S0-12).

use serde_json::{Value, json};
use xianfeng_tests::TestServer;

use super::{case_of, does, seen};
use crate::zeroings::{adopt_items, zeroed};

/// S0-12: the veto proposes in its own transaction; what goes to the discipline commission is a number and a
/// date, and the township's alone.
#[tokio::test]
async fn a_veto_proposes_and_is_handed_over_with_a_number_and_a_date() {
    let server = TestServer::start().await;
    adopt_items(&server).await;
    let branch = server.fixture.branches[0].clone();
    let (clerk, secretary, member) = (server.fixture.clerk.clone(), &branch.members[0], &branch.members[1]);
    let (zeroing, _) = zeroed(&server, member, "test_veto", "2024-03-01").await;
    let case = case_of(&server, member).await;
    let proposed = seen(&server, &case, secretary).await;
    assert_eq!((&proposed["ground"], &proposed["zeroingId"]), (&json!("veto"), &json!(zeroing)));
    assert_eq!((&proposed["name"], &proposed["evidence"]), (&json!("受到党纪处分"), &Value::Null));
    // An undecided case of the same veto item is enough.
    zeroed(&server, member, "test_veto", "2024-03-01").await;
    zeroed(&server, &branch.members[2], "test_zeroing", "2024-03-01").await;
    assert_eq!(server.get("/help-cases", &clerk).await.expect(200)["items"].as_array().unwrap().len(), 1);

    let note = json!({ "number": "乡纪移〔2024〕3号", "date": "2024-03-01" });
    does(&server, &case, "discipline-note", secretary, note.clone()).await.refused("auth.forbidden");
    let told = json!({ "number": "3", "date": "2024-03-01", "material": "案情" });
    does(&server, &case, "discipline-note", &clerk, told).await.refused("request.invalid");
    let late = json!({ "number": "3", "date": "2024-03-02" });
    does(&server, &case, "discipline-note", &clerk, late).await.refused("request.invalid");
    let noted = does(&server, &case, "discipline-note", &clerk, note.clone()).await.expect(200);
    assert_eq!(noted["disciplineNote"], note);
    does(&server, &case, "discipline-note", &clerk, note).await.refused("help_case.noted");
    assert_eq!(seen(&server, &case, secretary).await["disciplineNote"], Value::Null);
    does(&server, &case, "confirm", secretary, json!({ "reason": "支委会研究" })).await.expect(200);
    let mine = seen(&server, &case, member).await;
    assert_eq!(
        (&mine["disciplineNote"], &mine["deadline"], &mine["keepsOut"]),
        (&Value::Null, &Value::Null, &json!(false))
    );
}

/// Lifting the veto takes its undecided proposal along; a confirmed case stays a person's to close.
#[tokio::test]
async fn a_lifted_veto_takes_its_undecided_proposal_along() {
    let server = TestServer::start().await;
    adopt_items(&server).await;
    let branch = server.fixture.branches[0].clone();
    let clerk = server.fixture.clerk.clone();
    let lift = json!({ "reason": "复议后撤销" });
    for (member, decided, after) in [(&branch.members[1], false, "dismissed"), (&branch.members[2], true, "open")] {
        let (zeroing, _) = zeroed(&server, member, "test_veto", "2024-03-01").await;
        let case = case_of(&server, member).await;
        if decided {
            does(&server, &case, "confirm", &clerk, json!({ "reason": "决定" })).await.expect(200);
        }
        server.post(&format!("/zeroings/{zeroing}/lifting"), &clerk, lift.clone()).await.expect(201);
        assert_eq!(seen(&server, &case, &clerk).await["state"], after);
    }
}
