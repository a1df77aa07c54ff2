//! Acting for somebody, the hand-over of an office, and logging in at a desk.

use reqwest::Method;
use serde_json::json;
use uuid::Uuid;
use xianfeng_tests::TestServer;
use xianfeng_tests::fixture::FixtureBranch;

use super::super::scene::id;
use super::{Ask, Scene, at, send};

/// A right to act for a member of branch A, and a hand-over there that none of the callers is a side of.
pub(in super::super) struct Acting {
    assistance: Uuid,
    desk: (Uuid, String),
    handover: Uuid,
}

impl Acting {
    pub(in super::super) async fn set(server: &TestServer, branch: &FixtureBranch) -> Self {
        let [secretary, helper, helped] = [0, 3, 4].map(|place| branch.members[place].clone());
        let consent = json!({ "helperId": helper.person.0, "how": "in_person", "until": "2024-12-31" });
        let assistance = server.post(&format!("/members/{}/assistance", helped.id), &secretary, consent).await;
        let handover = json!({
            "organizationId": branch.id.0, "role": "branch_admin", "outgoingId": helped.person.0,
            "incomingId": helper.person.0
        });
        let handover = server.post("/handovers", &server.fixture.clerk, handover).await;
        let desk = server.request(Method::POST, "/api/v1/auth/desk/requests", None);
        let desk = server.send(desk).await.expect(201);
        let desk = (id(&desk["id"]), desk["pollToken"].as_str().expect("a token").to_owned());
        Self { desk, assistance: id(&assistance.expect(201)["id"]), handover: id(&handover.expect(201)["id"]) }
    }
}

pub(super) fn ask(scene: &Scene, operation: &str, caller: usize) -> Option<Ask> {
    let helper = scene.branch.members[3].person.0;
    let Acting { assistance, handover, desk: (desk, token) } = &scene.acting;
    let (assistance, handover, desk) = (*assistance, *handover, *desk);
    Some(match operation {
        "recordAssistance" => {
            let consent = json!({ "helperId": helper, "how": "paper", "until": "2024-12-31" });
            at(scene.victim(caller).id.0).with(consent)
        }
        "listAssistance" | "listMyAssistance" | "listAssistanceActs" | "listHandovers" => Ask::default(),
        "endAssistance" => at(assistance),
        "openHandover" => send(json!({
            "organizationId": scene.branch.id.0, "role": "branch_admin",
            "outgoingId": scene.branch.members[0].person.0, "incomingId": helper
        })),
        "getHandover" | "printHandover" | "withdrawHandover" => at(handover),
        "signHandover" => at(handover).with(json!({ "absentReason": "调离" })),
        "showDesk" | "getDeskScript" | "requestDeskLogin" | "listDeskSessions" => Ask::default(),
        "takeDeskSession" => at(desk).with(json!({ "pollToken": token })),
        // Anybody may try, and is told what no code is before anything is counted.
        "logInAtDeskWithPassword" => send(json!({ "loginName": "admin-none", "password": "none", "totp": "12345" })),
        "lookAtDeskLogin" | "confirmDeskLogin" => at(desk),
        // Nobody's: whoever confirmed the other may end it.
        "endDeskSession" => at(Uuid::now_v7()),
        _ => return None,
    })
}
